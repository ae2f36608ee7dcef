using Laurel.Care;
using Laurel.Coalition;
using Laurel.Definitions;
using Laurel.Giving;

namespace Laurel.Engine.Examples;

/// <summary>Steps about partners, and what members bring of theirs.</summary>
internal sealed class PartnerSteps(StepReader steps)
{
    public const string Verbs = "consent | withdraw consent | profile | case | rating | settle | pay cause";

    private static readonly (string, CaseStep)[] CaseSteps = [("opened", CaseStep.Opened), ("answered", CaseStep.Answered), ("solved", CaseStep.Solved)];

    /// <summary>The command of a step; null when it is about something else.</summary>
    public Command? Read(string verb, Fields fields, DateTimeOffset at, MemberId member, string name) => verb switch
    {
        "consent" or "withdraw consent" when fields.Has("purpose") => new ChangeConsent
        {
            Id = default,
            At = at,
            Member = member,
            Consent = new Consent(fields.Text("purpose") ?? "", fields.Text("channel") ?? ""),
            Given = verb == "consent",
        },
        "profile" => new NoteProfile
        {
            Id = default,
            At = at,
            Member = member,
            Filled = fields.Read<IReadOnlyList<string>>("filled", [], n => [.. Fields.TextList(n)]),
            Emptied = fields.Read<IReadOnlyList<string>>("emptied", [], n => [.. Fields.TextList(n)]),
        },
        "case" => new RecordCase
        {
            Id = default,
            At = at,
            Member = fields.Has("member") ? member : null,
            Case = name,
            Step = fields.Choice("step", CaseStep.Opened, CaseSteps),
        },
        "rating" => new RecordRating
        {
            Id = default,
            At = at,
            Source = fields.Text("source") ?? "",
            Rating = name,
            Stars = fields.Read("stars", 0, n => int.TryParse(Fields.Scalar(n).Text, out var stars) ? stars : 0),
        },
        "consent" or "withdraw consent" => new AgreeToPartner
        {
            Id = default,
            At = at,
            Member = member,
            Partner = fields.Text("partner") ?? "",
            Agrees = verb == "consent",
        },
        "pay cause" => new PayCause
        {
            Id = default,
            At = at,
            Cause = fields.Text("cause") ?? "",
            IsTimedByServer = true,
            Amount = fields.Read<long?>("amount", null, n => steps.Minor(n)),
            Reference = name,
        },
        "settle" => new SettleClearing { Id = default, At = at, IsTimedByServer = true, Settlement = name, Partner = fields.Text("partner") },
        _ => null,
    };

    /// <summary>{bakery: 100 points, bookshop: [20 points, 1 stamp]}: units by who issued them.</summary>
    public IReadOnlyList<OpeningLot> Given(Fields fields) => fields.Read<IReadOnlyList<OpeningLot>>("of", [], n =>
    [
        .. (n as Mapping ?? throw Fields.Malformed(n, "mapping-expected")).Pairs.SelectMany(p =>
            (p.Value is Sequence list ? list.Items : [p.Value]).Select(item => Lot(p.Key, item))),
    ]);

    /// <summary>How an amount would be shared: by a rule, offer or reward, or as the step itself says.</summary>
    public void Share(Fields fields, Comparison compare)
    {
        var definition = steps.Definition;
        var words = new Vocabulary(definition.Currency, definition.Units) { Partners = [.. definition.Partners.Select(p => p.Id)] };
        var named = fields.Text("of");
        var shares = fields.Read<Shares?>("paid by", null, n => SharesReader.Read(n, words, fields.Problems)) ?? PaidBy(definition, named);
        var amount = fields.Require("amount", "", n => Fields.Scalar(n).Text).Split(' ');
        var isMoney = Currency.TryParse(amount[^1]) is not null;
        var total = fields.Read("amount", 0L, n => isMoney ? steps.Minor(n) : steps.Units(n).Amount);
        if (shares is null)
            throw Fields.Malformed(fields.Find("of") ?? fields.Find("do")!, "rule-unknown", named ?? "");
        var parts = shares.Split(total, definition.Clearing.Shares);
        compare.Same("refused", fields.Text("refused") ?? "", parts is null ? "shares-exceed-total" : "");
        if (parts is not null)
            ClearingExpectations.CheckShares(compare, shares.Parts.Zip(parts, (share, part) => new Use(share.Payer, part)));
    }

    private static Shares? PaidBy(Definition definition, string? name) =>
        definition.Earning.FirstOrDefault(r => r.Id == name)?.PaidBy ?? definition.Offer(name ?? "")?.PaidBy ?? definition.Reward(name ?? "")?.PaidBy;

    private OpeningLot Lot(string issuer, Node node)
    {
        var (unit, amount) = steps.Units(node);
        return new OpeningLot { Unit = unit, Amount = amount, Issuer = issuer == Shares.Us || issuer == Shares.Operator ? null : issuer };
    }
}
