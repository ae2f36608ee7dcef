using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Laurel;

/// <summary>
/// The sentences of one part of Laurel in its four languages, read from the embedded files <c>{folder}.{en|fr|nl|et}.json</c>:
/// flat objects of key and text. A text may hold <c>{name}</c>, and <c>{name:one|other}</c>, which chooses by the number
/// called <c>name</c>. An <see cref="Inflected"/> value has forms of its own, such as <c>{day:on}</c>.
/// </summary>
public sealed class Texts
{
    private readonly Dictionary<string, Sentence>[] texts;

    private Texts(Dictionary<string, Sentence>[] texts) => this.texts = texts;

    /// <summary>Reads the four files whose embedded names end in <c>{folder}.{code}.json</c>.</summary>
    public static Texts Load(Assembly assembly, string folder) =>
        new([.. Languages.All.Select(language => Read(assembly, $"{folder}.{language.Code()}.json"))]);

    /// <summary>All keys, for the test that every text exists in every language.</summary>
    public IEnumerable<string> Keys(Language language) => texts[(int)language].Keys;

    public bool Has(string key) => texts[0].ContainsKey(key);

    /// <summary>The text as written, its placeholders unfilled.</summary>
    public string Raw(Language language, string key) => Find(language, key).Raw;

    /// <summary>One of the words of a text that lists them, as <c>Monday|Tuesday|…</c>; the first is 0.</summary>
    public string Word(Language language, string key, int place) => Find(language, key).Words[place];

    /// <summary>The text with its placeholders filled; numbers and dates as the language writes them.</summary>
    public string Say(Language language, string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var sentence = Find(language, key);
        if (sentence.Pieces.Length == 0)
            return sentence.Raw;
        var said = new DefaultInterpolatedStringHandler(0, 0);
        foreach (var piece in sentence.Pieces)
            said.AppendLiteral(piece.Hole is null ? piece.Literal : Fill(language, piece, values));
        return said.ToStringAndClear();
    }

    private Sentence Find(Language language, string key) => texts[(int)language].TryGetValue(key, out var sentence)
        ? sentence
        : throw new KeyNotFoundException($"There is no text '{key}' in {language}.");

    private static string Fill(Language language, Piece piece, ReadOnlySpan<(string Name, object? Value)> values)
    {
        foreach (var (known, value) in values)
        {
            if (known == piece.Hole)
                return piece.Form is null ? Show(language, value) : Form(language, piece.Form, value);
        }
        throw new KeyNotFoundException($"The text needs '{piece.Hole}'.");
    }

    private static string Show(Language language, object? value) => value switch
    {
        null => "",
        string text => text,
        int or long => string.Format(language.Culture(), "{0:#,0}", value),
        IFormattable formattable => formattable.ToString(null, language.Culture()),
        _ => value.ToString() ?? "",
    };

    private static string Form(Language language, string form, object? value) =>
        value is Inflected inflected && !form.Contains('|') ? inflected.Form(form) : Choose(language, form, value);

    private static string Choose(Language language, string forms, object? value)
    {
        var parts = forms.Split('|');
        var number = Math.Abs(value is Inflected inflected ? inflected.Number : Convert.ToDecimal(value, CultureInfo.InvariantCulture));
        var one = language == Language.French ? number < 2 : number == 1;
        return one ? parts[0] : parts[^1];
    }

    private static Dictionary<string, Sentence> Read(Assembly assembly, string ending)
    {
        var name = assembly.GetManifestResourceNames().SingleOrDefault(n => n.EndsWith("." + ending, StringComparison.Ordinal))
            ?? throw new FileNotFoundException($"No embedded file ends in '{ending}'.");
        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToDictionary(text => text.Key, text => Sentence.Of(text.Value));
    }

    /// <summary>A text taken apart once; without pieces it is said as it is written.</summary>
    private sealed record Sentence(string Raw, Piece[] Pieces)
    {
        public string[] Words { get; } = Raw.Split('|');

        public static Sentence Of(string raw)
        {
            var pieces = new List<Piece>();
            var from = 0;
            for (var open = raw.IndexOf('{'); open >= 0 && raw.IndexOf('}', open) is > 0 and var close; open = raw.IndexOf('{', from))
            {
                var hole = raw[(open + 1)..close].Split(':', 2);
                pieces.Add(new Piece(raw[from..open], null, null));
                pieces.Add(new Piece("", hole[0], hole.ElementAtOrDefault(1)));
                from = close + 1;
            }
            if (from > 0)
                pieces.Add(new Piece(raw[from..], null, null));
            return new Sentence(raw, [.. pieces]);
        }
    }

    /// <summary>Literal text, or a hole to be filled, in a form where it names one.</summary>
    private sealed record Piece(string Literal, string? Hole, string? Form);
}

/// <summary>A value whose form depends on its sentence, as nouns do in Estonian: <c>{day:on}</c>, <c>{amount:is|are}</c>.</summary>
internal sealed class Inflected(Func<string> plain)
{
    public Inflected(string plain)
        : this(() => plain)
    {
    }

    /// <summary>Chooses between <c>one|other</c>.</summary>
    public decimal Number { get; init; }

    /// <summary>The other forms, by name; only the one that a sentence asks for is made.</summary>
    public Func<string, string> Form { get; init; } = static name => throw new KeyNotFoundException($"The value has no form '{name}'.");

    /// <summary>What <c>{name}</c> says.</summary>
    public override string ToString() => plain();
}
