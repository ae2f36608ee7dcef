using System.Collections.Frozen;
using Laurel.Definitions;

namespace Laurel.Earning;

/// <summary>Which lines are meant: every list that is given must match, and what is excluded must not.</summary>
public sealed record LineFilter
{
    public static readonly LineFilter All = new();

    public IReadOnlyList<string> Skus { get; init; } = [];
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<string> Brands { get; init; } = [];
    public IReadOnlyList<string> Labels { get; init; } = [];
    public IReadOnlyList<string> Kinds { get; init; } = [];
    public LineFilter? Not { get; init; }

    public bool IsAll => this == All;

    public bool Matches(Line line) =>
        In(Skus, line.Sku) && In(Categories, line.Category) && In(Brands, line.Brand) && In(Kinds, line.Kind)
        && (Labels.Count == 0 || HasLabel(line)) && Not?.MatchesAny(line) != true;

    /// <summary>The lines that both mean; null where there can be none.</summary>
    internal LineFilter? And(LineFilter other)
    {
        if (this == All || other == All)
            return this == All ? other : this;
        var both = new LineFilter
        {
            Skus = Both(Skus, other.Skus),
            Categories = Both(Categories, other.Categories),
            Brands = Both(Brands, other.Brands),
            Labels = [.. Labels.Union(other.Labels)],
            Kinds = Both(Kinds, other.Kinds),
            Not = Not is null ? other.Not : other.Not is null ? Not : Either(Not, other.Not),
        };
        return IsNone(Skus, other.Skus) || IsNone(Categories, other.Categories) || IsNone(Brands, other.Brands) || IsNone(Kinds, other.Kinds) ? null : both;
    }

    private static LineFilter Either(LineFilter one, LineFilter other) => new()
    {
        Skus = [.. one.Skus.Union(other.Skus)],
        Categories = [.. one.Categories.Union(other.Categories)],
        Brands = [.. one.Brands.Union(other.Brands)],
        Labels = [.. one.Labels.Union(other.Labels)],
        Kinds = [.. one.Kinds.Union(other.Kinds)],
    };

    private static IReadOnlyList<string> Both(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == 0 ? other : other.Count == 0 ? one : [.. one.Intersect(other)];

    private static bool IsNone(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.Count > 0 && other.Count > 0 && !one.Intersect(other).Any();

    /// <summary>The same as a delegate that looks only at what is asked for.</summary>
    internal Func<Line, bool> Compile()
    {
        if (this == All)
            return static _ => true;
        if (Brands.Count + Labels.Count + Kinds.Count > 0 || Not is not null || (Skus.Count == 0) == (Categories.Count == 0))
            return Matches;
        var names = (Skus.Count > 0 ? Skus : Categories).ToFrozenSet(StringComparer.Ordinal);
        return Skus.Count > 0 ? line => names.Contains(line.Sku) : line => line.Category is { } category && names.Contains(category);
    }

    /// <summary>True when any of the lists names the line: what "not" means.</summary>
    private bool MatchesAny(Line line) =>
        Skus.Contains(line.Sku) || Categories.Contains(line.Category!) || Brands.Contains(line.Brand!) || Kinds.Contains(line.Kind)
        || HasLabel(line);

    private bool HasLabel(Line line)
    {
        for (var i = 0; i < line.Labels.Count; i++)
        {
            if (Labels.Contains(line.Labels[i]))
                return true;
        }
        return false;
    }

    private static bool In(IReadOnlyList<string> wanted, string? value) => wanted.Count == 0 || (value is not null && wanted.Contains(value));

    internal static LineFilter Read(Node node, List<Problem> problems)
    {
        var fields = new Fields(node, problems, like: "line");
        var filter = Named(fields) with { Not = fields.Read<LineFilter?>("not", null, n => Read(n, problems)) };
        fields.End();
        return filter;
    }

    /// <summary>The lists among the keys of a section.</summary>
    internal static LineFilter Named(Fields fields)
    {
        return new LineFilter
        {
            Skus = List("sku"),
            Categories = List("category"),
            Brands = List("brand"),
            Labels = List("label"),
            Kinds = List("kind"),
        };

        IReadOnlyList<string> List(string key) => fields.Read<IReadOnlyList<string>>(key, [], Fields.TextList);
    }
}
