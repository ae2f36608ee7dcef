using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Laurel;

/// <summary>
/// The sentences of one part of Laurel in its four languages, read from the embedded files <c>{folder}.{en|fr|nl|et}.json</c>:
/// flat objects of key and text. A text may hold <c>{name}</c>, and <c>{name:one|other}</c>, which chooses by the number
/// called <c>name</c>. An <see cref="Inflected"/> value has forms of its own, such as <c>{day:on}</c>.
/// </summary>
public sealed class Texts
{
    private readonly Dictionary<string, string>[] texts;

    private Texts(Dictionary<string, string>[] texts) => this.texts = texts;

    /// <summary>Reads the four files whose embedded names end in <c>{folder}.{code}.json</c>.</summary>
    public static Texts Load(Assembly assembly, string folder) =>
        new([.. Languages.All.Select(language => Read(assembly, $"{folder}.{language.Code()}.json"))]);

    /// <summary>All keys, for the test that every text exists in every language.</summary>
    public IEnumerable<string> Keys(Language language) => texts[(int)language].Keys;

    public bool Has(string key) => texts[0].ContainsKey(key);

    /// <summary>The text as written, its placeholders unfilled.</summary>
    public string Raw(Language language, string key) => texts[(int)language].TryGetValue(key, out var text)
        ? text
        : throw new KeyNotFoundException($"There is no text '{key}' in {language}.");

    /// <summary>The text with its placeholders filled; numbers and dates as the language writes them.</summary>
    public string Say(Language language, string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var raw = Raw(language, key);
        if (!raw.Contains('{'))
            return raw;
        var said = new StringBuilder(raw.Length + 32);
        for (var i = 0; i < raw.Length; i++)
        {
            var close = raw[i] == '{' ? raw.IndexOf('}', i) : -1;
            if (close < 0)
            {
                said.Append(raw[i]);
                continue;
            }
            said.Append(Fill(language, raw[(i + 1)..close], values));
            i = close;
        }
        return said.ToString();
    }

    private static string Fill(Language language, string hole, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var colon = hole.IndexOf(':');
        var name = colon < 0 ? hole : hole[..colon];
        foreach (var (known, value) in values)
        {
            if (known != name)
                continue;
            return colon < 0 ? Show(language, value) : Form(language, hole[(colon + 1)..], value);
        }
        throw new KeyNotFoundException($"The text needs '{name}'.");
    }

    private static string Show(Language language, object? value) => value switch
    {
        null => "",
        int or long => string.Format(language.Culture(), "{0:#,0}", value),
        IFormattable formattable => formattable.ToString(null, language.Culture()),
        _ => value.ToString() ?? "",
    };

    private static string Form(Language language, string form, object? value) =>
        value is Inflected inflected && !form.Contains('|') ? inflected.Forms[form] : Choose(language, form, value);

    private static string Choose(Language language, string forms, object? value)
    {
        var parts = forms.Split('|');
        var number = Math.Abs(value is Inflected inflected ? inflected.Number : Convert.ToDecimal(value, CultureInfo.InvariantCulture));
        var one = language == Language.French ? number < 2 : number == 1;
        return one ? parts[0] : parts[^1];
    }

    private static Dictionary<string, string> Read(Assembly assembly, string ending)
    {
        var name = assembly.GetManifestResourceNames().SingleOrDefault(n => n.EndsWith("." + ending, StringComparison.Ordinal))
            ?? throw new FileNotFoundException($"No embedded file ends in '{ending}'.");
        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}

/// <summary>A value whose form depends on its sentence, as nouns do in Estonian: <c>{day:on}</c>, <c>{amount:is|are}</c>.</summary>
/// <param name="Plain">What <c>{name}</c> says.</param>
internal sealed record Inflected(string Plain)
{
    /// <summary>Chooses between <c>one|other</c>.</summary>
    public decimal Number { get; init; }

    /// <summary>The other forms, by name.</summary>
    public IReadOnlyDictionary<string, string> Forms { get; init; } = new Dictionary<string, string>();

    public override string ToString() => Plain;
}
