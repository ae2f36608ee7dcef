using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>The member came by another member's invitation: <c>invited: yes</c>.</summary>
public sealed record WasInvited : Condition
{
    public override string Name => "invited";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => basket.IsInvited;

    internal static WasInvited Read(Node node, Vocabulary words) => Fields.Choose(node, ("yes", new WasInvited()));
}
