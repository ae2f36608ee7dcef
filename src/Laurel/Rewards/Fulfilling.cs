using Laurel.Deciding;

namespace Laurel.Rewards;

/// <summary>What was redeemed is ordered, and goes on its way step by step; no step is taken twice, and none backwards.</summary>
internal static class Fulfilling
{
    /// <summary>Of what is not handed over as it is redeemed: it is ordered.</summary>
    public static void Order(Ledger ledger, RedemptionId redemption, string reward, DateTimeOffset at)
    {
        if (ledger.Rules.Definition.Reward(reward) is { Handover: not Handover.AtOnce })
            ledger.Happen(Changed(ledger.Member.Id, redemption, reward, Stage.Ordered, at));
    }

    public static Decision Decide(Rules rules, AdvanceFulfilment command, Seen seen)
    {
        if (seen.Redemption(command.Redemption) is not { } redemption)
            return Refusal.UnknownRedemption(command.Redemption.Value);
        if (redemption.State == RedemptionState.Reserved)
            return Refusal.NothingToFulfil(redemption.Id.Value);
        if (redemption.State != RedemptionState.Captured)
            return Refusal.RedemptionClosed(redemption.Id.Value);
        if (redemption.Stage is not { } stage || redemption.IsIssued)
            return Refusal.NothingToFulfil(redemption.Id.Value);
        var next = Next(stage, rules.Definition.Reward(redemption.Reward)?.Handover ?? Handover.Delivery);
        if (!next.Contains(command.Stage))
            return Refusal.StageImpossible(redemption.Id.Value, Word(command.Stage), Word(stage), string.Join(", ", next.Select(Word)));
        var ledger = new Ledger(rules, seen.Member(redemption.Member)!);
        Due.Book(ledger, command.At);
        ledger.Happen(Changed(ledger.Member.Id, redemption.Id, redemption.Reward, command.Stage, command.At));
        return Decision.Accept(ledger.Events);
    }

    /// <summary>What may come after a stage.</summary>
    public static IReadOnlyList<Stage> Next(Stage stage, Handover handover) => (stage, handover) switch
    {
        (Stage.Ordered, Handover.Collection) => [Stage.Shipped, Stage.Collected],
        (Stage.Ordered, _) => [Stage.Shipped],
        (Stage.Shipped, Handover.Collection) => [Stage.Collected],
        (Stage.Shipped, _) => [Stage.Delivered],
        _ => [],
    };

    private static string Word(Stage stage) => stage.ToString().ToLowerInvariant();

    private static FulfilmentChanged Changed(MemberId member, RedemptionId redemption, string reward, Stage stage, DateTimeOffset at) =>
        new() { At = at, Redemption = redemption, Member = member, Reward = reward, Stage = stage };
}
