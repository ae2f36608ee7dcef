using Laurel.Units;

namespace Laurel.Definitions;

/// <summary>The names a definition has declared, by which its sentences are read.</summary>
internal sealed class Vocabulary(Currency currency, IReadOnlyList<UnitRule> units)
{
    private readonly Dictionary<string, UnitRule> spoken = Spoken(units);

    public Currency Currency { get; } = currency;

    public IReadOnlyList<UnitRule> Units { get; } = units;

    /// <summary>The levels of the tiers, lowest first.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];

    /// <summary>The plans of memberships.</summary>
    public IReadOnlyList<string> Memberships { get; init; } = [];

    /// <summary>The partners, and the shops of each.</summary>
    public IReadOnlyList<string> Partners { get; init; } = [];
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Shops { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The rewards, by id.</summary>
    public IReadOnlyList<string> Rewards { get; init; } = [];

    /// <summary>The unit that a word names.</summary>
    public string? Named(string word) => spoken.TryGetValue(word, out var unit) ? unit.Id : null;

    /// <summary>Reads the name of a unit, one or many.</summary>
    public UnitRule Unit(Phrase phrase)
    {
        var word = phrase.Word(Units.Count > 0 ? Units[0].Id : "point");
        if (spoken.TryGetValue(word, out var unit))
            return unit;
        throw Nearest.To(word, spoken.Keys) is { } near ? phrase.Wrong("unit-near", near) : phrase.Wrong("unit-unknown", word);
    }

    /// <summary>Whether the next word names a unit.</summary>
    public bool IsUnit(Phrase phrase) => phrase.Peek is { } word && spoken.ContainsKey(word);

    /// <summary>An amount and its unit: 40 beans.</summary>
    public (long Amount, UnitRule Unit) Amount(Phrase phrase)
    {
        var number = phrase.Number();
        var unit = Unit(phrase);
        return (Smallest(phrase, number, unit), unit);
    }

    /// <summary>A number of units in the unit's smallest part.</summary>
    public static long Smallest(Phrase phrase, decimal number, UnitRule unit) => unit.TryAmount(number)
        ?? throw phrase.Wrong(Math.Abs(number) > (decimal)long.MaxValue / unit.Scale ? "amount-too-large" : "unit-precision", $"{number}");

    private static Dictionary<string, UnitRule> Spoken(IReadOnlyList<UnitRule> units)
    {
        var spoken = units.DistinctBy(u => u.Id).ToDictionary(u => u.Id);
        foreach (var unit in units)
        {
            foreach (var name in (string[])[unit.Id + "s", unit.Name.One[0], unit.Name.Many[0], .. unit.Id.EndsWith('s') ? [unit.Id[..^1]] : (string[])[]])
                spoken.TryAdd(name, unit);
        }
        return spoken;
    }
}

/// <summary>A text in the four languages.</summary>
public sealed record LocalText(IReadOnlyList<string> Texts)
{
    public string In(Language language) => Texts[(int)language];

    internal static LocalText Plain(string text) => new([text, text, text, text]);

    /// <summary>One text for all languages, or one for each.</summary>
    internal static LocalText Read(Node node, List<Problem> problems)
    {
        if (node is Scalar scalar)
            return string.IsNullOrWhiteSpace(scalar.Text) ? throw Fields.Malformed(node, "text-expected") : Plain(scalar.Text);
        var fields = new Fields(node, problems);
        var texts = Languages.All.Select(l => fields.Text(l.Code()) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null).ToArray();
        var missing = Languages.All.Where(l => texts[(int)l] is null).Select(l => l.Code()).ToArray();
        if (missing.Length > 0)
            problems.Add(new Problem(node.Line, "language-missing", node.Shown, string.Join(", ", missing)));
        fields.End();
        return new([.. texts.Select(t => t ?? texts.FirstOrDefault(x => x is not null) ?? "")]);
    }
}
