using Laurel.Definitions;
using Laurel.Memberships;

namespace Laurel.Engine.Examples;

/// <summary>Steps about memberships, and the memberships that members begin with.</summary>
internal sealed class MembershipSteps(StepReader reader)
{
    public const string Verbs =
        "buy membership | renew membership | change membership | cancel membership | void membership | fail payment | refund fee";

    /// <summary>The command of a step; null when it is about something else.</summary>
    public Command? Read(string verb, Fields fields, DateTimeOffset at, MemberId member)
    {
        var id = default(CommandId);
        if (!Verbs.Split(" | ").Contains(verb))
            return null;
        var plan = fields.Require("plan", "", n => Fields.Scalar(n).Text);
        return verb switch
        {
            "buy membership" => new BuyMembership { Id = id, At = at, Member = member, Plan = plan, Starts = Instant(fields, "starts"), Fee = Fee(fields) },
            "renew membership" => new RenewMembership { Id = id, At = at, Member = member, Plan = plan, Fee = Fee(fields) },
            "change membership" => new ChangeMembership
            {
                Id = id,
                At = at,
                Member = member,
                Plan = plan,
                To = fields.Require("to", "", n => Fields.Scalar(n).Text),
            },
            "cancel membership" => new CancelMembership { Id = id, At = at, Member = member, Plan = plan, Reason = fields.Text("reason") },
            "void membership" => new VoidMembership { Id = id, At = at, Member = member, Plan = plan, Reason = fields.Text("reason") ?? "mistake" },
            "fail payment" => new FailMembershipFee { Id = id, At = at, Member = member, Plan = plan, Reason = fields.Text("reason") ?? "declined" },
            _ => new RefundMembershipFee
            {
                Id = id,
                At = at,
                Member = member,
                Plan = plan,
                Amount = fields.Require("amount", 0L, n => reader.Minor(n)),
                Reason = fields.Text("reason") ?? "goodwill",
            },
        };
    }

    /// <summary>{vip: {from: 2024-02-29, to: 2025-02-28, paid: 49.00 EUR}}</summary>
    public IReadOnlyList<OpeningMembership> Given(Fields fields) => fields.Read<IReadOnlyList<OpeningMembership>>("memberships", [], n =>
        [.. (n as Mapping ?? throw Fields.Malformed(n, "mapping-expected")).Pairs.Select(p => Opening(p.Key, new Fields(p.Value, fields.Problems)))]);

    private OpeningMembership Opening(string plan, Fields fields)
    {
        var held = new OpeningMembership
        {
            Plan = plan,
            From = fields.Require("from", default(DateTimeOffset), reader.Instant),
            To = Instant(fields, "to"),
            Fee = fields.Read("paid", 0L, n => reader.Minor(n)),
        };
        fields.End();
        return held;
    }

    private DateTimeOffset? Instant(Fields fields, string key) => fields.Read<DateTimeOffset?>(key, null, n => reader.Instant(n));

    private long? Fee(Fields fields) => fields.Read<long?>("fee", null, n => reader.Minor(n));
}
