using System.Globalization;
using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>Compares what an example expects with what came of it, key by key. What is not said is not compared.</summary>
internal sealed class Comparison(StepReader reader, Fields fields, string where, List<string> failures)
{
    private readonly int before = failures.Count;

    public Fields Fields => fields;

    public StepReader Reader => reader;

    /// <summary>Compares what stands under a key.</summary>
    public Comparison Under(Fields inner, string what) => new(reader, inner, $"{where}: {what}", failures);

    public Definition Definition => reader.Definition;

    public void Same(string what, string expected, string found)
    {
        if (expected != found)
            failures.Add($"{where}: {what}: expected {Quoted(expected)}, found {Quoted(found)}");
    }

    public void Fail(string what) => failures.Add($"{where}: {what}");

    /// <summary>Where something was not as expected, what came of it instead.</summary>
    public void Tell(Func<string> instead)
    {
        if (failures.Count > before)
            failures.Add($"{where}: {instead()}");
    }

    public void Text(string key, string found) => Read(key, n => Same(key, Fields.Scalar(n).Text, found));

    /// <summary>One text or a list of texts, in any order; or nothing.</summary>
    public void Texts(string key, IEnumerable<string> found) =>
        Read(key, n => Same(key, Joined(Fields.TextList(n)), Joined(found)));

    /// <summary>Amounts of units and names of rewards, in any order; a unit by any of its names.</summary>
    public void Prizes(string key, IEnumerable<string> found) => Read(key, n => Same(key, Joined(Fields.TextList(n).Select(Prize)), Joined(found)));

    private string Prize(string text) => text.Split(' ') is [var number, var unit] ? $"{number} {reader.UnitNamed(unit)}" : text;

    public void Number(string key, long found) => Read(key, n => Same(key, IsNothing(n) ? "0" : new Phrase(n).Number().ToString("0.####"), found.ToString()));

    /// <summary>One amount, a list of amounts, or nothing: then no unit may have any.</summary>
    public void Amounts(string key, Func<string, long> found) => Read(key, n =>
    {
        if (IsNothing(n))
        {
            foreach (var unit in Definition.Units)
                Same($"{key} {unit.Id}", "0", Plain(unit.Id, found(unit.Id)));
            return;
        }
        foreach (var item in n is Sequence list ? list.Items : [n])
        {
            var (unit, amount) = reader.Units(item);
            Same($"{key} {unit}", Plain(unit, amount), Plain(unit, found(unit)));
        }
    });

    public void Money(string key, long found, string currency) =>
        Read(key, n => Same(key, Plain(IsNothing(n) ? 0 : reader.Minor(n, Currency.TryParse(currency)), currency), Plain(found, currency)));

    /// <summary>Pairs under a key, each compared by itself.</summary>
    public void Each(string key, Action<string, Node> compare) => Read(key, n =>
    {
        foreach (var pair in (n as Mapping ?? throw Fields.Malformed(n, "mapping-expected")).Pairs)
            compare(pair.Key, pair.Value);
    });

    /// <summary>Pairs under a key that must be all there is, in any order; what is said to be 0 is not there.</summary>
    public void All(string key, Func<Node, string> expected, IEnumerable<(string Name, string Value)> found) => Read(key, n =>
    {
        if (IsNothing(n))
        {
            Same(key, "", Joined(found));
            return;
        }
        var pairs = (n as Mapping ?? throw Fields.Malformed(n, "mapping-expected")).Pairs;
        Same(key, Joined(pairs.Select(p => (p.Key, expected(p.Value)))), Joined(found));
    });

    /// <summary>How often each name occurs: {free-coffee: 2}, or nothing.</summary>
    public void Counts(string key, IEnumerable<string> found) =>
        All(key, n => new Phrase(n).Number().ToString("0.####"), found.GroupBy(name => name).Select(g => (g.Key, $"{g.Count()}")));

    /// <summary>An amount of units as it is compared, whether the unit is named or not.</summary>
    public string Plain(Node node) => IsNothing(node) ? "0" : new Phrase(node) is var phrase && phrase.Number() is var number && phrase.IsAtEnd
        ? $"{number:0.####}"
        : reader.Units(node) is var (unit, amount) ? Plain(unit, amount) : "";

    public string Plain(string unit, long amount) => $"{Definition.Unit(unit)!.ToDecimal(amount):0.####}";

    public string Plain(long minor, string currency) => (Currency.TryParse(currency) ?? Definition.Currency).Plain(minor);

    public void Read(string key, Action<Node> read) => fields.Read<object?>(key, null, n =>
    {
        read(n);
        return null;
    });

    public static bool IsNothing(Node n) => n is Scalar { Text: "nothing" };

    private static string Joined(IEnumerable<string> texts) => string.Join(", ", texts.Where(t => t != "nothing").Order());

    private static string Joined(IEnumerable<(string Name, string Value)> pairs) =>
        string.Join(", ", pairs.Where(p => !IsZero(p.Value)).Select(p => $"{p.Name}: {p.Value}").Order());

    private static bool IsZero(string value) => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number == 0;

    private static string Quoted(string text) => text.Length == 0 ? "nothing" : $"\"{text}\"";
}
