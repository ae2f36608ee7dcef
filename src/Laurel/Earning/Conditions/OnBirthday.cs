using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>Bought on the member's birthday, or in the week (from Monday) or month of it: <c>birthday: same day</c>.</summary>
public sealed record OnBirthday(string Same) : Condition
{
    public override string Name => "birthday";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => basket.Traits.Birthday.Contains(Same);

    internal static OnBirthday Read(Node node, Vocabulary words) =>
        new(Fields.Choose(node, ("same day", Birthday.Today), ("same week", Birthday.Week), ("same month", Birthday.Month)));
}
