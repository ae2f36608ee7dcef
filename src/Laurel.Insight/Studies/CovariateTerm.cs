using System.Globalization;
using Laurel.Insight.Causal;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>One factor of a term: a column, a power of it, or whether it has a certain value.</summary>
/// <param name="Column">Position among the base columns.</param>
/// <param name="Power">1 for the column itself.</param>
/// <param name="Equal">The value that counts as 1; null for the column's own number.</param>
internal sealed record CovariateFactor(int Column, int Power, string? Equal);

/// <summary>What to adjust for, as it was asked for: <c>age</c>, <c>age^2</c>, <c>educ*re74</c>, <c>re74=0</c>.</summary>
internal sealed record CovariateTerm(string Name, IReadOnlyList<CovariateFactor> Factors)
{
    private const int HighestPower = 9;

    /// <summary>Reads terms; the columns they are made of are collected in <paramref name="columns"/>.</summary>
    /// <exception cref="StudyException">A column that is named does not exist.</exception>
    public static IReadOnlyList<CovariateTerm> Read(StudyTable table, IEnumerable<string> texts, List<ColumnPlace> columns) =>
        [.. texts.Select(text => Read(table, text, columns))];

    private static CovariateTerm Read(StudyTable table, string text, List<ColumnPlace> columns)
    {
        if (table.TryFind(text) is { } whole)
            return new(whole.Name, [new(Index(whole, columns), 1, null)]);
        return new(text, [.. text.Split('*', StringSplitOptions.TrimEntries).Select(part => Factor(table, part, columns))]);
    }

    private static CovariateFactor Factor(StudyTable table, string text, List<ColumnPlace> columns)
    {
        if (table.TryFind(text) is { } place)
            return new(Index(place, columns), 1, null);
        var at = text.LastIndexOfAny(['^', '=']);
        if (at <= 0 || table.TryFind(text[..at]) is not { } column)
            throw table.NoColumn(text);
        var right = text[(at + 1)..].Trim();
        if (text[at] == '=')
            return new(Index(column, columns), 1, right);
        return int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var power) && power is >= 1 and <= HighestPower
            ? new(Index(column, columns), power, null)
            : throw table.NoColumn(text);
    }

    private static int Index(ColumnPlace place, List<ColumnPlace> columns)
    {
        var at = columns.IndexOf(place);
        if (at >= 0)
            return at;
        columns.Add(place);
        return columns.Count - 1;
    }
}

/// <summary>The values of a base column: numbers, or the numbers of texts.</summary>
internal sealed class CovariateValues(string name, Names? names)
{
    private const int MostTexts = 20;

    public string Name { get; } = name;

    public bool AreTexts => names is not null;

    public List<double> Values { get; } = [];

    /// <summary>Where all those who say the same joined, nobody is there to compare them with.</summary>
    public void RequireOthers(IReadOnlyList<bool> joined)
    {
        var kinds = Values.Zip(joined).GroupBy(one => one.First).Take(MostTexts + 1).ToList();
        if (kinds.Count > (AreTexts ? MostTexts : 2))
            return;
        if (kinds.Find(kind => kind.All(one => one.Second)) is { } alone)
            throw new StudyException("only-joiners", ("column", Name), ("rows", alone.Count()), ("text", Text(alone.Key)));
    }

    private string Text(double value) => names is null ? value.ToString(CultureInfo.InvariantCulture) : names[(int)value];

    /// <summary>One yes or no for each text but the first in alphabetical order, to which the others are compared.</summary>
    public IEnumerable<Covariate> Dummies()
    {
        int[] codes = [.. Values.Select(value => (int)value).Distinct().OrderBy(code => names![code], StringComparer.Ordinal)];
        if (codes.Length > MostTexts)
            throw new StudyException("many-texts", ("column", Name), ("count", codes.Length), ("most", MostTexts));
        if (codes.Length == 1)
            return [new(Name, [.. Values.Select(_ => 1.0)])];
        return codes.Skip(1).Select(code => new Covariate($"{Name}={names![code]}", [.. Values.Select(value => value == code ? 1.0 : 0)]));
    }

    /// <summary>The numbers of a factor of a term.</summary>
    public IEnumerable<double> Of(CovariateFactor factor)
    {
        if (factor.Equal is null)
        {
            return AreTexts
                ? throw new StudyException("text-in-term", ("column", Name))
                : factor.Power == 1 ? Values : Values.Select(value => Math.Pow(value, factor.Power));
        }
        var wanted = names is null
            ? NumberText.TryPlain(factor.Equal, out var number) ? number : throw NoValue(factor.Equal)
            : names.Find(factor.Equal) ?? throw NoValue(factor.Equal);
        return Values.Select(value => value == wanted ? 1.0 : 0);
    }

    private StudyException NoValue(string text) => new(
        "no-value", ("column", Name), ("text", text), ("near", names is null ? null : Spelling.Nearest(text, names.All)),
        ("values", names is null ? "…" : string.Join(", ", names.All.Take(MostTexts))));
}
