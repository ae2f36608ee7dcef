using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>The local day of the week: <c>day: tuesday</c>, <c>day: [saturday, sunday]</c>.</summary>
public sealed record OnDay(IReadOnlyList<DayOfWeek> Days) : Condition
{
    private static readonly (string Word, DayOfWeek Day)[] Names =
        [.. Enum.GetValues<DayOfWeek>().Select(d => (d.ToString().ToLowerInvariant(), d))];

    public override string Name => "day";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => Days.Contains(basket.Local.DayOfWeek);

    internal static OnDay Read(Node node, Vocabulary words) =>
        new(node is Sequence list ? [.. list.Items.Select(i => Fields.Choose(i, Names))] : [Fields.Choose(node, Names)]);
}
