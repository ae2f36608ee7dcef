using Laurel.Definitions;
using Laurel.Memberships;
using Laurel.Rewards;

namespace Laurel.Engine.Examples;

/// <summary>What a step answers: accepted or refused and why, replayed or in conflict, and how units moved.</summary>
internal sealed class AnswerExpectations(Comparison compare, Program program, IReadOnlyList<MembershipChanged>? paidMeanwhile = null)
{
    private static readonly string[] FactsOfAmounts =
        ["have", "need", "missing", "least", "reserved", "expired", "most", "used", "left", "remaining", "given"];

    public void Check(Answer answer)
    {
        switch (answer)
        {
            case Answer.Conflict conflict:
                CheckConflict(conflict);
                break;
            case Answer.Decided decided:
                compare.Read("conflict", _ => compare.Same("conflict", "one", "none"));
                compare.Text("replayed", decided.Replayed ? "yes" : "no");
                CheckRow(decided.Row);
                break;
            default:
                compare.Fail(answer.ToString()!);
                break;
        }
    }

    /// <summary>Answers of requests at the same time: how many of which kind.</summary>
    public void Check(IReadOnlyList<Answer> answers)
    {
        var decided = answers.OfType<Answer.Decided>().ToArray();
        compare.Number("accepted", decided.Count(d => d.Row.IsAccepted));
        compare.Number("replayed", decided.Count(d => d.Replayed));
        compare.Number("different answers", decided.Select(d => (d.Row.Program, d.Row.Seq)).Distinct().Count());
        compare.Number("earned", decided.Count(d => d.Row.Events.OfType<UnitsMoved>().Any(m => m.Movement == Movement.Earned)));
        compare.All("totals", n => new Phrase(n).Number().ToString("0.####"), decided
            .SelectMany(d => d.Row.Events.OfType<PurchaseRecorded>())
            .GroupBy(p => $"{compare.Plain(p.Total, p.Currency)} {p.Currency}")
            .Select(g => (g.Key, $"{g.Count()}")));
        compare.Number("conflicts", answers.OfType<Answer.Conflict>().Count());
        compare.All("refused", n => compare.Plain(n), decided
            .Where(d => !d.Row.IsAccepted)
            .GroupBy(d => d.Row.Refusal!.Code)
            .Select(g => (g.Key, g.Count().ToString())));
        foreach (var other in answers.Where(a => a is not (Answer.Decided or Answer.Conflict)))
            compare.Fail(other.ToString()!);
    }

    /// <summary>How units moved in several requests together.</summary>
    public void CheckSum(IReadOnlyList<JournalRow> rows)
    {
        foreach (var row in rows.Where(r => !r.IsAccepted))
            compare.Fail($"{row.Command.About}: refused: {row.Refusal!.Code}");
        if (rows.Count > 0)
            CheckMoves(rows[0], [.. rows.SelectMany(r => r.Events).OfType<UnitsMoved>()]);
        new MembershipExpectations(compare).CheckFees([.. paidMeanwhile ?? [], .. rows.SelectMany(r => r.Events).OfType<MembershipChanged>()]);
    }

    private void CheckConflict(Answer.Conflict conflict)
    {
        var names = conflict.Fields.Select(path => path[(path.LastIndexOf('.') + 1)..]);
        if (!compare.Fields.Has("conflict"))
            compare.Fail("conflict with an earlier request in: " + string.Join(", ", names));
        if (compare.Fields.Find("conflict") is not Scalar { Text: "yes" })
            compare.Texts("conflict", names);
    }

    private void CheckRow(JournalRow row)
    {
        compare.Same("refused", compare.Fields.Text("refused") ?? "", row.Refusal?.Code ?? "");
        if (row.Refusal is { } refusal)
        {
            CheckFacts(refusal);
            CheckMoves(row, []);
            return;
        }
        foreach (var hold in row.Events.OfType<RedemptionReserved>())
            compare.Reader.Held[hold.Redemption] = hold.Amount;
        foreach (var bought in row.Events.OfType<PurchaseRecorded>())
            compare.Reader.Receipts[bought.Purchase.Value] = bought.At;
        var moves = row.Events.OfType<UnitsMoved>().ToArray();
        CheckMoves(row, moves);
        CheckBonuses(moves);
        compare.All("restates", compare.Plain, moves.Where(m => m.IsRestated)
            .Select(m => (m.Purchase!.Value.Value, compare.Plain(m.Unit, m.Amount))));
        compare.Number("entries", moves.Length);
        compare.All("why", compare.Plain, moves.Where(m => !m.IsRestated && m.Movement != Movement.Paid && !IsBonus(m))
            .SelectMany(m => m.Parts.Select(p => (m.Unit, p.Rule, p.Amount)))
            .GroupBy(p => (p.Unit, p.Rule)).Select(g => (g.Key.Rule, compare.Plain(g.Key.Unit, g.Sum(p => p.Amount)))));
        // What had ended before is booked with the step, but is no part of it.
        var own = moves.Where(m => m.Movement != Movement.Expired).ToArray();
        compare.All("uses lots", compare.Plain, (own.Length > 0 ? own : moves).SelectMany(m => m.Lots
            .Where(l => l.Amount < 0)
            .Select(l => (l.Lot, compare.Plain(m.Unit, -l.Amount)))));
        CheckIssued(row);
        compare.Text("stage", row.Events.OfType<FulfilmentChanged>().LastOrDefault()?.Stage.ToString().ToLowerInvariant() ?? "nothing");
        compare.Texts("vouchers", row.Events.OfType<RedemptionReserved>().SelectMany(r => r.Vouchers));
        compare.Texts("unlocks", row.Events.OfType<TierChanged>().SelectMany(t => t.Unlocked).Distinct());
        compare.Texts("opens", Opened(row, isLost: false));
        compare.Texts("closes", Opened(row, isLost: true));
        compare.Text("moves to", row.Events.OfType<TierChanged>().LastOrDefault()?.After ?? "nothing");
        new PurchaseExpectations(compare, program).Check(row);
        new MembershipExpectations(compare).Check(row, paidMeanwhile ?? []);
        new ClearingExpectations(compare).Check(row);
        ChallengeExpectations.Check(compare, row);
        ChallengeExpectations.CheckPlay(compare, row);
        GatheringExpectations.Check(compare, row);
    }

    private static IEnumerable<string> Opened(JournalRow row, bool isLost) =>
        row.Events.OfType<RewardUnlocked>().Where(u => u.IsLost == isLost).Select(u => u.Reward).DefaultIfEmpty("nothing");

    /// <summary>Rewards that became the member's, and those that a return took away unused.</summary>
    private void CheckIssued(JournalRow row)
    {
        compare.Counts("issues", row.Events.OfType<FulfilmentChanged>().Where(f => f.Stage == Stage.Issued).Select(f => f.Reward));
        compare.Counts("revokes", row.Command is ReturnLines ? row.Events.OfType<RedemptionCancelled>().Select(c => c.Reward) : []);
    }

    /// <summary>What an invitation brought, which may be another member's.</summary>
    private static bool IsBonus(UnitsMoved moved) => moved.Parts.Any(p => p.Rule.StartsWith("referral:", StringComparison.Ordinal));

    /// <summary>{ann: 200 points, ben: nothing}: bonuses of invitations, given less taken back; `nothing` for nobody.</summary>
    private void CheckBonuses(UnitsMoved[] moves)
    {
        if (compare.Fields.Find("bonus") is Scalar { Text: "nothing" })
            compare.Same("bonus", "", string.Join(", ", moves.Where(IsBonus).Select(m => $"{m.Member}: {compare.Plain(m.Unit, m.Amount)}")));
        else
            compare.Each("bonus", (member, n) => CheckBonus(moves, member, n));
    }

    private void CheckBonus(UnitsMoved[] moves, string member, Node n)
    {
        var mine = moves.Where(m => m.Member == StepReader.Member(member) && IsBonus(m)).ToArray();
        if (n is Scalar { Text: "nothing" })
            compare.Same($"bonus {member}", "0", $"{mine.Sum(m => m.Amount)}");
        else if (compare.Reader.Units(n) is var (unit, amount))
            compare.Same($"bonus {member}", compare.Plain(unit, amount), compare.Plain(unit, mine.Where(m => m.Unit == unit).Sum(m => m.Amount)));
    }

    private void CheckMoves(JournalRow row, UnitsMoved[] moves)
    {
        var isPurchase = row.Command is RecordPurchase or Receipts.ClaimReceipt;
        compare.Amounts("earns", unit => Sum(unit, Movement.Earned) - Allotted(unit) + (isPurchase ? Sum(unit, Movement.TakenBack) : 0));
        compare.Amounts("takes", unit => -Sum(unit, Movement.TakenBack));
        compare.Amounts("gives back", unit => Sum(unit, Movement.GivenBack) + (row.Command is ReturnLines ? Sum(unit, Movement.Paid) : 0));
        compare.Amounts("uses", unit => -Sum(unit, Movement.Redeemed));
        compare.Amounts("expires", unit => -Sum(unit, Movement.Expired));
        compare.Amounts("gives", unit => -moves.Where(m => m.Unit == unit && m.Movement == Movement.Transferred && m.Amount < 0).Sum(m => m.Amount));
        compare.Amounts("brings back", unit => Sum(unit, Movement.Reinstated));
        compare.Amounts("frees", _ => Freed(row));
        compare.Amounts("writes off", unit => -moves
            .Where(m => m.Unit == unit)
            .SelectMany(m => m.Entries)
            .Where(e => e.Account == Account.WrittenOff)
            .Sum(e => e.Amount));

        // What the calendar gave is earned by no purchase that happens to come after.
        long Allotted(string unit) => row.Command is PassTime ? 0 : moves
            .Where(m => m.Unit == unit && m.Parts.Any(p => Allowances.Allowance.Of(p.Rule) is not null))
            .Sum(m => m.Amount);

        long Sum(string unit, Movement movement) =>
            moves.Where(m => m.Unit == unit && m.Movement == movement && !m.IsRestated && !IsBonus(m)).Sum(m => m.Amount);
    }

    /// <summary>A capture frees what it does not use, a release everything.</summary>
    private long Freed(JournalRow row) => row.Events.OfType<RedemptionCaptured>().Sum(c => c.Freed)
        + row.Events.OfType<RedemptionReleased>().Sum(r => compare.Reader.Held.GetValueOrDefault(r.Redemption));

    /// <summary>Facts of a refusal by their names; amounts with their unit or currency, a condition on the tier by its key or the level it asks for.</summary>
    private void CheckFacts(Refusal refusal)
    {
        foreach (var (name, value) in refusal.Facts)
            compare.Read(name, n => compare.Same(name, Fact(name, n, value), value));
    }

    private string Fact(string name, Node expected, string found)
    {
        var text = Fields.Scalar(expected).Text;
        if (FactsOfAmounts.Contains(name) && text.Contains(' '))
            return $"{compare.Reader.Smallest(expected)}";
        return name == "needs" && text == "tier" && compare.Definition.Tiers?.Levels.Any(l => l.Id == found) == true ? found : text;
    }
}
