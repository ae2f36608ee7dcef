using Laurel.Definitions;
using Laurel.Memberships;

namespace Laurel.Engine.Examples;

/// <summary>What a step about a membership pays and uses up, and how a member's memberships stand.</summary>
internal sealed class MembershipExpectations(Comparison compare)
{
    private static readonly (string Word, MembershipState State)[] States =
    [
        ("running", MembershipState.Running), ("overdue", MembershipState.Overdue), ("ending", MembershipState.Ending),
        ("cancelled", MembershipState.Cancelled), ("lapsed", MembershipState.Lapsed), ("voided", MembershipState.Voided),
        ("changed", MembershipState.Changed),
    ];

    /// <summary>What the step came to; time that passes, with the fees that were paid in it.</summary>
    public void Check(JournalRow row, IReadOnlyList<MembershipChanged> paidMeanwhile)
    {
        if (row.Command is MembershipCommand)
            CheckFees([.. row.Events.OfType<MembershipChanged>().Where(c => c.At == row.Command.At)]);
        else if (row.Command is PassTime pass)
            CheckFees([.. paidMeanwhile.Where(c => c.Member == pass.Member), .. row.Events.OfType<MembershipChanged>()]);
    }

    /// <summary>What is due after refunds and credits, or given back, of all the changes together.</summary>
    public void CheckFees(IReadOnlyList<MembershipChanged> changes)
    {
        var due = changes.Sum(c => c.Fee - c.Refund);
        compare.Money("pays", Math.Max(0, due), compare.Definition.Currency.Code);
        compare.Money("pays back", Math.Max(0, -due), compare.Definition.Currency.Code);
        compare.Number("used days", changes.Sum(c => c.UsedDays));
        compare.Number("unused days", changes.Sum(c => c.UnusedDays));
    }

    /// <summary>{vip: {state: running, from: 2026-04-01, to: 2027-04-01, active: yes, paid: 49.00 EUR}}; the last one of a plan counts.</summary>
    public void Check(Member? member, DateTimeOffset at) => compare.Each("memberships", (plan, n) =>
    {
        var expected = compare.Under(new Fields(n, compare.Fields.Problems), $"membership {plan}");
        new MembershipExpectations(expected).Check(member?.Memberships.LastOrDefault(m => m.Plan == plan), at);
        expected.Fields.End();
    });

    private void Check(HeldMembership? held, DateTimeOffset at)
    {
        var (calendar, currency) = (compare.Definition.Calendar, compare.Definition.Currency.Code);
        var day = calendar.Day(at);
        var recognised = held is null ? 0 : Fees.Recognised(held, day, compare.Definition.Membership(held.Plan));
        compare.Text("active", held?.IsHeld(at) == true ? "yes" : "no");
        compare.Text("state", held is null ? "none" : States.First(s => s.State == held.StateAt(at)).Word);
        compare.Number("active days", held?.ActiveDays(calendar, at) ?? 0);
        Instant("from", held?.From, isDayEnough: true);
        Instant("to", held is null ? null : held.Ended ?? held.To);
        Instant("lapses", held?.Lapses);
        Instant("tries again", held?.TriesAgain);
        compare.Money("paid", held?.Paid ?? 0, currency);
        compare.Money("saved", held?.Saved ?? 0, currency);
        compare.Money("recognised", recognised, currency);
        compare.Money("deferred", (held?.Paid ?? 0) - recognised, currency);
    }

    /// <summary>A bare day is its start, or any time of it where she began in the middle of one.</summary>
    private void Instant(string key, DateTimeOffset? found, bool isDayEnough = false) => compare.Read(key, n =>
    {
        var text = Fields.Scalar(n).Text;
        var isDay = isDayEnough && text.Length == "yyyy-MM-dd".Length;
        var expected = text == "never" ? "never" : isDay ? text : Shown(compare.Reader.Instant(n));
        compare.Same(key, expected, found is not { } at ? "never" : isDay ? Shown(at)[..text.Length] : Shown(at));
    });

    private string Shown(DateTimeOffset at) => compare.Definition.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm:ss");
}
