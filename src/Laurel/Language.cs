using System.Globalization;

namespace Laurel;

/// <summary>A language in which Laurel speaks to people. Every text a person sees exists in all four.</summary>
public enum Language
{
    English,
    French,
    Dutch,
    Estonian,
}

public static class Languages
{
    public static readonly IReadOnlyList<Language> All = [Language.English, Language.French, Language.Dutch, Language.Estonian];

    private static readonly CultureInfo[] Cultures =
        [new("en-IE", false), new("fr-FR", false), new("nl-BE", false), new("et-EE", false)];

    /// <summary>The two-letter ISO 639-1 code: en, fr, nl or et.</summary>
    public static string Code(this Language language) => language switch
    {
        Language.French => "fr",
        Language.Dutch => "nl",
        Language.Estonian => "et",
        _ => "en",
    };

    /// <summary>How the language writes numbers and dates.</summary>
    public static CultureInfo Culture(this Language language) => Cultures[(int)language];

    /// <summary>Reads a code such as `fr` or `fr-BE`; null when the language is none of the four.</summary>
    public static Language? TryParse(string? code) => code is { Length: >= 2 }
        ? code[..2].ToLowerInvariant() switch
        {
            "en" => Language.English,
            "fr" => Language.French,
            "nl" => Language.Dutch,
            "et" => Language.Estonian,
            _ => null,
        }
        : null;
}
