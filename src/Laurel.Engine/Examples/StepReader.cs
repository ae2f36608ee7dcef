using System.Text;
using Laurel.Definitions;
using Laurel.Households;
using Laurel.Merges;
using Laurel.Referrals;
using Laurel.Units;

namespace Laurel.Engine.Examples;

/// <summary>Turns a step into the command it asks for. What it leaves in the fields are expectations.</summary>
internal sealed class StepReader(Definition definition, Clock clock)
{
    public const string Verbs =
        "enrol | switch off | switch on | close account | purchase | claim | return | redeem | reserve | capture | release | cancel | fulfil | "
        + "adjust | assign tier | activity | issue coupon | merge | unmerge | join household | leave household | "
        + "transfer | reinstate | extend | batch | pass time | publish | look | look back | together | set inviter | share | statement | "
        + PartnerSteps.Verbs + " | " + MembershipSteps.Verbs + " | " + ChallengeSteps.Verbs;

    /// <summary>Steps that no group has.</summary>
    private static readonly string[] ByThemselves = ["publish", "look", "look back", "together", "share", "statement", "standings"];

    private static readonly (string, Stage)[] Stages = [("ordered", Stage.Ordered), ("shipped", Stage.Shipped), ("delivered", Stage.Delivered), ("collected", Stage.Collected)];

    private readonly Dictionary<string, DateTimeOffset> times = [];
    private readonly Dictionary<(string Key, string Prefix), string> names = [];
    private int count;

    /// <summary>The definition by which units and money are read now; a publication changes it.</summary>
    public Definition Definition { get; set; } = definition;

    public DateOnly Today => Definition.Calendar.Day(clock.Now);

    /// <summary>The last enrolment gave an identifier that another member has.</summary>
    public bool IsTaken => Joining.IsTaken;

    /// <summary>Everybody who has joined in the example.</summary>
    public IReadOnlyList<string> Members => Joining.Members;

    /// <summary>Somebody whose enrolment came to nothing.</summary>
    public void Forget(MemberId member) => Joining.Forget(member.Value);

    private GivenReader Joining => field ??= new GivenReader(this, clock);

    private MembershipSteps Memberships => new(this);

    private Vocabulary Words => new(Definition.Currency, Definition.Units);

    /// <summary>The members an example begins with, and the tiers that staff have set for them.</summary>
    public IEnumerable<Command> Given(Mapping given, List<Problem> problems) => Joining.Given(given, problems);

    /// <summary>The command of a step; steps of a group happen at the group's time and may be asked for each of several members.</summary>
    public Command Read(string verb, Fields fields, DateTimeOffset? together = null, string? member = null)
    {
        count++;
        var key = fields.Text("key") ?? $"step-{count}";
        var receipt = fields.Text("as") is { } name ? Receipts.GetValueOrDefault(name) : null;
        var (at, known) = ((verb == "pass time" ? fields.Find("until") : null) ?? fields.Find("at"), fields.Find("known"));
        fields.Find("at");
        var time = at is null && receipt is { } sent ? sent
            : at is null && times.TryGetValue(key, out var first) ? first
            : at is null && together is { } same ? same
            : clock.Next(at, known);
        times[key] = time;
        return Command(verb, fields, time, member) with { Id = new CommandId(key), Actor = "example" };
    }

    /// <summary>How many units go into a reward; a bare number is of those that it costs.</summary>
    public long? UnitsOf(Fields fields, string? reward) => fields.Read<long?>("units", null, n =>
        n is Scalar { Text: "max" } ? null : Units(n, Definition.Reward(reward ?? "")?.Costs.Unit is { } unit ? Definition.Unit(unit) : OnlyUnit).Amount);

    /// <summary>An amount of units: 22 beans. Stored money may be said in its currency: 9.40 EUR.</summary>
    public (string Unit, long Amount) Units(Node node) => Units(node, OnlyUnit);

    private (string Unit, long Amount) Units(Node node, UnitRule? bare)
    {
        var currency = Fields.Scalar(node).Text.Split(' ') is [_, var code] ? code : null;
        var several = Definition.Units.Where(u => currency is not null && u.Money?.Code == currency).ToArray();
        if (several is [var stored])
            return (stored.Id, Minor(node));
        var phrase = new Phrase(node);
        if (several.Length > 1)
            throw phrase.Wrong("unit-of-several", string.Join(" | ", several.Select(u => u.Id)));
        var (amount, unit) = bare is { } only && phrase.IsNumber && !Fields.Scalar(node).Text.Contains(' ')
            ? (Vocabulary.Smallest(phrase, phrase.Number(), only), only)
            : Words.Amount(phrase);
        phrase.End();
        return (unit.Id, amount);
    }

    /// <summary>The unit a bare number is of: the only one, stored money aside.</summary>
    private UnitRule? OnlyUnit => Definition.Units.Where(u => u.Money is null).ToArray() is [var only] ? only : null;

    /// <summary>An amount of units, or money, in its smallest part.</summary>
    public long Smallest(Node node) =>
        Fields.Scalar(node).Text.Split(' ') is [_, var word] && Currency.TryParse(word) is not null && Definition.Unit(UnitNamed(word)) is null
            ? Minor(node)
            : Units(node).Amount;

    /// <summary>When the purchases that are recorded were made: a receipt that is sent again has the same time.</summary>
    public Dictionary<string, DateTimeOffset?> Receipts { get; } = [];

    /// <summary>What holds reserved, by redemption: a release frees all of it.</summary>
    public Dictionary<RedemptionId, long> Held { get; } = [];

    /// <summary>An instant, or the start of a local day.</summary>
    public DateTimeOffset Instant(Node node) => clock.Read(node);

    /// <summary>A unit by its id or a name of it.</summary>
    public string UnitNamed(string name) => Words.Named(name) ?? name;

    /// <summary>Money in its smallest coin; a bare number is of the currency given, else of the program's.</summary>
    public long Minor(Node node, Currency? unsaid = null)
    {
        var phrase = new Phrase(node);
        var money = phrase.Money(unsaid ?? Definition.Currency);
        phrase.End();
        if (unsaid is { } basket && basket != money.Currency)
            throw Fields.Malformed(node, "currency-of-basket", basket.Code);
        return money.Minor == decimal.Truncate(money.Minor)
            ? (long)money.Minor
            : throw phrase.Wrong("currency-precision", money.Currency.Code);
    }

    /// <summary>A member's name, normalised where it comes in.</summary>
    public static MemberId Member(string name) => new(name.Normalize(NormalizationForm.FormC));

    /// <summary>Names in a list, one name, or as many as `m1 to m100` says.</summary>
    public static IEnumerable<string> Names(Node node) => Fields.TextList(node).SelectMany(Names);

    public static IEnumerable<string> Names(string text)
    {
        if (text.Split(" to ") is not [var first, var last])
            return [text];
        var stem = first.TrimEnd([.. "0123456789"]);
        return int.TryParse(first[stem.Length..], out var from) && last.StartsWith(stem, StringComparison.Ordinal)
            && int.TryParse(last[stem.Length..], out var to)
            ? Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(i => $"{stem}{i}")
            : [text];
    }

    /// <summary>What is known of a member outside, at a moment.</summary>
    public Traits Traits(Fields fields, string? member, DateTimeOffset at) => BasketReader.Traits(fields) with
    {
        Birthday = member is not null && Joining.Born(member) is { } born ? Birthday.On(born, Definition.Calendar.Day(at), Definition.LeapDay) : [],
    };

    private Command Command(string verb, Fields fields, DateTimeOffset at, string? member)
    {
        fields.Find("as");
        var (id, who) = (default(CommandId), Member(member ?? (verb == "purchase" ? "" : fields.Text("member") ?? "")));
        return verb switch
        {
            "enrol" => Joining.Enrolled(who.Value, fields, at) with { At = at },
            "purchase" => new BasketReader(Definition, this).Purchase(fields, at, As(fields, "p"), member ?? fields.Text("member")),
            "return" => Return(fields, at),
            "claim" => Claim(fields, at, who),
            "redeem" or "reserve" => Reserve(fields, at, who, verb == "redeem"),
            "capture" => new CaptureRedemption { Id = id, At = at, Redemption = Of(fields), Units = UnitsOf(fields, null) },
            "release" => new ReleaseRedemption { Id = id, At = at, Redemption = Of(fields) },
            "cancel" => new CancelRedemption { Id = id, At = at, Redemption = Of(fields), Reason = fields.Text("reason") ?? "cancelled" },
            "fulfil" => new AdvanceFulfilment { Id = id, At = at, Redemption = Of(fields), Stage = fields.Choice("stage", Stage.Shipped, Stages) },
            "adjust" => Adjust(fields, at, who),
            "activity" => Activity(fields, at, who),
            "issue coupon" => Coupon(fields, at),
            "assign tier" => Assigned(at, who, fields.Text("to"), fields.Text("reason") ?? "assigned"),
            "transfer" => new LedgerSteps(this).Transfer(fields, at),
            "reinstate" => new LedgerSteps(this).Reinstate(fields, at, who),
            "extend" => new LedgerSteps(this).Extend(fields, at, who),
            "batch" => new RunBatch { Id = id, At = at, Commands = LedgerSteps.Items(fields, f => Command(f.Text("do") ?? "", f, at, null)) },
            "merge" => new MergeMembers { Id = id, At = at, Member = member is null ? Merged(fields) : who, Into = Member(Named(fields, "into")) },
            "join household" => new JoinHousehold { Id = id, At = at, Member = who, Household = new(Named(fields, "household")) },
            "leave household" => new LeaveHousehold { Id = id, At = at, Member = who },
            "unmerge" => new UnmergeMember { Id = id, At = at, Member = who },
            "set inviter" => new SetInviter { Id = id, At = at, Member = who, Inviter = Member(Named(fields, "inviter")) },
            "switch off" or "switch on" or "close account" => new LedgerSteps(this).Switch(verb, fields, at),
            "pass time" => new PassTime { Id = id, At = at, Member = who },
            _ => Memberships.Read(verb, fields, at, who)
                ?? new PartnerSteps(this).Read(verb, fields, at, who, As(fields, "settlement-"))
                ?? ChallengeSteps.Read(verb, fields, at, who, verb == "play" ? As(fields, "y") : "")
                ?? throw Unknown(fields.Find("do")!, verb),
        };
    }

    private static MalformedException Unknown(Node node, string verb)
    {
        var verbs = Verbs.Split(" | ").Except(ByThemselves.Contains(verb) ? ByThemselves : []).ToArray();
        return !ByThemselves.Contains(verb) && OtherWords.For(verb, verbs) is { } near
            ? Fields.Malformed(node, "choice-near", near)
            : Fields.Malformed(node, "choice-unknown", string.Join(" | ", verbs));
    }

    /// <summary>What a step is about, and cannot be without.</summary>
    public static string Named(Fields fields, string key) => fields.Require(key, "", n => Fields.Scalar(n).Text);

    private ReserveReward Reserve(Fields fields, DateTimeOffset at, MemberId member, bool atOnce) => new()
    {
        Id = default,
        At = at,
        AtOnce = atOnce,
        Redemption = new(As(fields, "x")),
        Member = member,
        Reward = Named(fields, "reward"),
        Quantity = fields.Read("qty", 1m, n => new Phrase(n).Number()),
        Units = UnitsOf(fields, fields.Text("reward")),
        UsesFirst = fields.Read<IReadOnlyList<string>>("uses first", [], Fields.TextList),
        Until = fields.Read<DateTimeOffset?>("hold until", null, n => clock.Read(n)),
        Location = fields.Text("location"),
        Item = fields.Text("item"),
        Traits = Traits(fields, member.Value, at),
    };

    private RecordActivity Activity(Fields fields, DateTimeOffset at, MemberId member) => new()
    {
        Id = default,
        At = at,
        Activity = new(As(fields, "a")),
        Member = member,
        What = Named(fields, "what"),
        Location = fields.Text("location"),
        Channel = fields.Text("channel"),
        Answers = fields.Read<IReadOnlyList<SurveyAnswer>>("answers", [], n =>
            [.. new Fields(n, fields.Problems).Pairs.Select(p => new SurveyAnswer(p.Key, new Phrase(p.Value).Whole()))]),
        Traits = Traits(fields, member.Value, at),
    };

    /// <summary>The name of the step is the code.</summary>
    private IssueCoupon Coupon(Fields fields, DateTimeOffset at) => new()
    {
        Id = default,
        At = at,
        Coupon = new(As(fields, "c")),
        Offer = Named(fields, "offer"),
        Member = fields.Text("member") is { } member ? Member(member) : null,
        Until = fields.Read<DateTimeOffset?>("expires", null, n => clock.Read(n)),
    };

    private ReturnLines Return(Fields fields, DateTimeOffset at) => new()
    {
        Id = default,
        At = at,
        Return = new(As(fields, "r")),
        Of = new(Named(fields, "of")),
        Lines = fields.Pairs.FirstOrDefault(p => p.Key is "qty" or "quantity" or "sku") is { } meant ? throw LinesMeant(fields, meant) : LinesBack(fields),
    };

    /// <summary>Who is merged is who is spoken of, as everywhere.</summary>
    private static MemberId Merged(Fields fields) => fields.Pairs.FirstOrDefault(p => p.Key == "from") is { } meant
        ? throw new MalformedException(new Problem(meant.Line, "key-near", meant.Key, "member"))
        : Member(Named(fields, "member"));

    /// <summary>How many of what come back is said line by line.</summary>
    private static MalformedException LinesMeant(Fields fields, Pair meant)
    {
        var which = Said("sku") is { } sku ? $"sku: {sku}" : "line: 1";
        return new(new Problem(meant.Line, "key-near", meant.Key, $"lines: [{{{which}, qty: {Said("qty") ?? Said("quantity") ?? "1"}}}]"));

        string? Said(string key) => fields.Pairs.FirstOrDefault(p => p.Key == key)?.Value.Shown;
    }

    private Receipts.ClaimReceipt Claim(Fields fields, DateTimeOffset at, MemberId member)
    {
        var of = Named(fields, "of");
        return new() { Id = default, At = at, Of = new(of), Member = member, Traits = Traits(fields, member.Value, Receipts.GetValueOrDefault(of) ?? at) };
    }

    public static AssignTier Assigned(DateTimeOffset at, MemberId member, string? tier, string reason) =>
        new() { Id = default, At = at, Member = member, Tier = tier, Reason = reason };

    private AdjustUnits Adjust(Fields fields, DateTimeOffset at, MemberId member)
    {
        var (unit, amount) = fields.Require("by", ("", 0L), Units);
        return new AdjustUnits
        {
            Id = default,
            At = at,
            Member = member,
            Unit = unit,
            Amount = amount,
            Reason = fields.Text("reason") ?? "adjusted",
            Counts = fields.Choice("counts for tiers", false, ("yes", true), ("no", false)),
        };
    }

    private IReadOnlyList<LineBack> LinesBack(Fields fields) => fields.Read<IReadOnlyList<LineBack>>("lines", [], n =>
    {
        var list = n as Sequence ?? throw Fields.Malformed(n, "list-expected");
        return [.. list.Items.Select(item => LineBack(item, fields.Problems))];
    });

    private static LineBack LineBack(Node node, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var line = new LineBack
        {
            Line = fields.Read<int?>("line", null, n => new Phrase(n).Whole()),
            Sku = fields.Text("sku"),
            Quantity = fields.Read<decimal?>("qty", null, n => new Phrase(n).Number()),
        };
        fields.End();
        return line;
    }

    private static RedemptionId Of(Fields fields) => new(Named(fields, "of"));

    /// <summary>The name a step gives to what it makes; a request that is sent again makes the same.</summary>
    private string As(Fields fields, string prefix)
    {
        var key = fields.Text("key") ?? $"step {count}";
        return names[(key, prefix)] = fields.Text("as") ?? names.GetValueOrDefault((key, prefix)) ?? $"{prefix} of {key}";
    }
}
