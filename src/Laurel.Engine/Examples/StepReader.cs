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

    private static readonly (string, Stage)[] Stages = [("ordered", Stage.Ordered), ("shipped", Stage.Shipped), ("delivered", Stage.Delivered), ("collected", Stage.Collected)];

    private readonly Dictionary<string, DateTimeOffset> times = [];
    private readonly Dictionary<string, DateOnly> births = [];
    private int count;

    /// <summary>The definition by which units and money are read now; a publication changes it.</summary>
    public Definition Definition { get; set; } = definition;

    public DateOnly Today => Definition.Calendar.Day(clock.Now);

    /// <summary>What members are recognised by so far, as the server compares it.</summary>
    private readonly HashSet<string> identifiers = [];

    /// <summary>The last enrolment gave an identifier that another member has.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Everybody who has joined in the example.</summary>
    public List<string> Members { get; } = [];

    private MembershipSteps Memberships => new(this);

    private Vocabulary Words => new(Definition.Currency, Definition.Units);

    /// <summary>The members an example begins with, and the tiers that staff have set for them.</summary>
    public IEnumerable<Command> Given(Mapping given, List<Problem> problems)
    {
        foreach (var pair in given.Pairs)
        {
            foreach (var name in Names(pair.Key))
            {
                var fields = new Fields(pair.Value, problems);
                var enrol = Enrolled(name, fields);
                yield return enrol;
                if (fields.Text("floor") is { } floor)
                    yield return Assigned(enrol.At, enrol.Member, floor, "given") with { Id = new($"floor-{name}") };
                fields.End();
            }
        }
    }

    /// <summary>The command of a step; steps of a group happen at the group's time and may be asked for each of several members.</summary>
    public Command Read(string verb, Fields fields, DateTimeOffset? together = null, string? member = null)
    {
        count++;
        var key = fields.Text("key") ?? $"step-{count}";
        var receipt = fields.Text("as") is { } name ? Receipts.GetValueOrDefault(name) : null;
        var (at, known) = (fields.Find("at") ?? (verb == "pass time" ? fields.Find("until") : null), fields.Find("known"));
        var time = at is null && receipt is { } sent ? sent
            : at is null && times.TryGetValue(key, out var first) ? first
            : at is null && together is { } same ? same
            : clock.Next(at, known);
        times[key] = time;
        return Command(verb, fields, time, member) with { Id = new CommandId(key), Actor = "example" };
    }

    /// <summary>An amount of units: 22 beans. Stored money may be said in its currency: 9.40 EUR.</summary>
    public (string Unit, long Amount) Units(Node node)
    {
        var currency = Fields.Scalar(node).Text.Split(' ') is [_, var code] ? code : null;
        var several = Definition.Units.Where(u => currency is not null && u.Money?.Code == currency).ToArray();
        if (several is [var stored])
            return (stored.Id, Minor(node));
        var phrase = new Phrase(node);
        if (several.Length > 1)
            throw phrase.Wrong("unit-of-several", string.Join(" | ", several.Select(u => u.Id)));
        var (amount, unit) = OnlyUnit is { } only && phrase.IsNumber && !Fields.Scalar(node).Text.Contains(' ')
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

    /// <summary>Letter case, spaces and the signs in a number make no difference.</summary>
    private static IEnumerable<string> Identifiers(Fields fields)
    {
        if (fields.Text("email") is { } email)
            yield return "email " + email.Trim().ToLowerInvariant();
        foreach (var kind in new[] { "phone", "card" })
        {
            if (fields.Text(kind) is { } number)
                yield return $"{kind} {string.Concat(number.Where(char.IsAsciiLetterOrDigit))}";
        }
    }

    private EnrolMember Enrolled(string name, Fields fields, DateTimeOffset? at = null)
    {
        if (fields.Read<DateOnly?>("born", null, n => new Phrase(n).Date()) is { } born)
            births[name] = born;
        return Enrolment(name, fields) with { Traits = Person(fields, name, at ?? fields.Read("joined", clock.Joined, clock.Read)) };
    }

    /// <summary>What is known of a member outside, at a moment.</summary>
    public Traits Traits(Fields fields, string? member, DateTimeOffset at) => BasketReader.Traits(fields) with
    {
        Birthday = member is not null && births.TryGetValue(member, out var born)
            ? Birthday.On(born, Definition.Calendar.Day(at), Definition.LeapDay)
            : [],
    };

    /// <summary>What is known of who joins; her age where her day of birth is said.</summary>
    private Traits Person(Fields fields, string name, DateTimeOffset at)
    {
        var said = BasketReader.Traits(fields);
        var attributes = new Dictionary<string, string>(said.Attributes);
        var born = births.TryGetValue(name, out var known) ? known : (DateOnly?)null;
        foreach (var (word, value) in OfAge.On(Definition, born, fields.Text("country"), Definition.Calendar.Day(at)))
            attributes[word] = value;
        return attributes.Count == 0 && said.Segments.Count == 0 ? Laurel.Traits.None : said with { Attributes = attributes };
    }

    private EnrolMember Enrolment(string name, Fields fields)
    {
        IsTaken = !Identifiers(fields).ToArray().All(identifiers.Add);
        if (!IsTaken && !Members.Contains(name))
            Members.Add(name);
        return new EnrolMember
        {
            Id = new CommandId("given-" + name),
            Member = Member(name),
            At = fields.Read("joined", clock.Joined, clock.Read),
            Tier = fields.Text("tier"),
            Spend = fields.Read("spend", 0L, n => Minor(n)),
            Visits = fields.Read("visits", 0, n => new Phrase(n).Whole()),
            IsCard = fields.Choice("card", false, ("yes", true), ("no", false)),
            Owner = fields.Text("owner") is { } owner ? Member(owner) : null,
            IsInactive = fields.Choice("inactive", false, ("yes", true), ("no", false)),
            Opening = [.. Lots(fields), .. Amounts(fields), .. new PartnerSteps(this).Given(fields)],
            Partners = fields.Read<IReadOnlyList<string>>("consents", [], Fields.TextList),
            Rewards = fields.Read<IReadOnlyList<string>>("rewards", [], Issued),
            Memberships = Memberships.Given(fields),
            Inviter = fields.Text("inviter") is { } inviter ? Member(inviter) : null,
            Actor = "example",
        };
    }

    /// <summary>{free-coffee: 2}: rewards that are hers and not used.</summary>
    private static IReadOnlyList<string> Issued(Node node) => node is Mapping rewards
        ? [.. rewards.Pairs.SelectMany(p => Enumerable.Repeat(p.Key, Math.Max(0, new Phrase(p.Value).Whole())))]
        : throw Fields.Malformed(node, "mapping-expected");

    private Command Command(string verb, Fields fields, DateTimeOffset at, string? member)
    {
        fields.Find("as");
        var (id, who) = (default(CommandId), Member(member ?? (verb == "purchase" ? "" : fields.Text("member") ?? "")));
        return verb switch
        {
            "enrol" => Enrolled(who.Value, fields, at) with { At = at },
            "purchase" => new BasketReader(Definition, this).Purchase(fields, at, As(fields, "p"), member ?? fields.Text("member")),
            "return" => Return(fields, at),
            "claim" => Claim(fields, at, who),
            "redeem" or "reserve" => Reserve(fields, at, who, verb == "redeem"),
            "capture" => new CaptureRedemption { Id = id, At = at, Redemption = Of(fields), Units = OptionalUnits(fields) },
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
            "merge" => new MergeMembers { Id = id, At = at, Member = who, Into = Member(fields.Text("into") ?? "") },
            "join household" => new JoinHousehold { Id = id, At = at, Member = who, Household = new(fields.Text("household") ?? "") },
            "leave household" => new LeaveHousehold { Id = id, At = at, Member = who },
            "unmerge" => new UnmergeMember { Id = id, At = at, Member = who },
            "set inviter" => new SetInviter { Id = id, At = at, Member = who, Inviter = Member(fields.Text("inviter") ?? "") },
            "switch off" or "switch on" or "close account" => new LedgerSteps(this).Switch(verb, fields, at),
            "pass time" => new PassTime { Id = id, At = at, Member = who },
            _ => Memberships.Read(verb, fields, at, who)
                ?? new PartnerSteps(this).Read(verb, fields, at, who, As(fields, "settlement-"))
                ?? ChallengeSteps.Read(verb, fields, at, who, verb == "play" ? As(fields, "y") : "")
                ?? throw Unknown(fields.Find("do")!, verb),
        };
    }

    private static MalformedException Unknown(Node node, string verb) => OtherWords.For(verb, Verbs.Split(" | ")) is { } near
        ? Fields.Malformed(node, "choice-near", near)
        : Fields.Malformed(node, "choice-unknown", Verbs);

    private ReserveReward Reserve(Fields fields, DateTimeOffset at, MemberId member, bool atOnce) => new()
    {
        Id = default,
        At = at,
        AtOnce = atOnce,
        Redemption = new(As(fields, "x")),
        Member = member,
        Reward = fields.Text("reward") ?? "",
        Quantity = fields.Read("qty", 1m, n => new Phrase(n).Number()),
        Units = OptionalUnits(fields),
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
        What = fields.Text("what") ?? "",
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
        Offer = fields.Text("offer") ?? "",
        Member = fields.Text("member") is { } member ? Member(member) : null,
        Until = fields.Read<DateTimeOffset?>("expires", null, n => clock.Read(n)),
    };

    private ReturnLines Return(Fields fields, DateTimeOffset at) => new()
    {
        Id = default,
        At = at,
        Return = new(As(fields, "r")),
        Of = new(fields.Text("of") ?? ""),
        Lines = LinesBack(fields),
    };

    private Receipts.ClaimReceipt Claim(Fields fields, DateTimeOffset at, MemberId member)
    {
        var of = fields.Text("of") ?? "";
        return new() { Id = default, At = at, Of = new(of), Member = member, Traits = Traits(fields, member.Value, Receipts.GetValueOrDefault(of) ?? at) };
    }

    private static AssignTier Assigned(DateTimeOffset at, MemberId member, string? tier, string reason) =>
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

    /// <summary>
    /// {points: 100} for each unit of the definition, by its id or a name of it. What would have ended by the beginning of the
    /// example, earned when she joined, is as if earned at the beginning.
    /// </summary>
    private IEnumerable<OpeningLot> Amounts(Fields fields)
    {
        foreach (var unit in Definition.Units)
        {
            foreach (var name in new[] { unit.Id, unit.Id + "s", unit.Name.One[0], unit.Name.Many[0] }.Distinct())
            {
                var amount = fields.Read(name, 0L, n =>
                    unit.TryAmount(new Phrase(n).Number()) ?? throw Fields.Malformed(n, "unit-precision", n.Shown));
                if (amount != 0)
                    yield return new OpeningLot { Unit = unit.Id, Amount = amount, Earned = HasEnded(unit, fields) ? clock.Now : null };
            }
        }
    }

    private bool HasEnded(UnitRule unit, Fields fields) => !fields.Has("joined")
        && unit.Expiry.Of(clock.Joined, Definition.Calendar) is { } end && end <= clock.Now;

    /// <summary>{L1: {amount: 50 points, earned: 2026-01-01, active: …, expires: …}}</summary>
    private IReadOnlyList<OpeningLot> Lots(Fields fields) => fields.Read<IReadOnlyList<OpeningLot>>("lots", [], n =>
    {
        var mapping = n as Mapping ?? throw Fields.Malformed(n, "mapping-expected");
        return [.. mapping.Pairs.Select(p => Lot(p.Key, new Fields(p.Value, fields.Problems)))];
    });

    private OpeningLot Lot(string name, Fields fields)
    {
        var (unit, amount) = fields.Require("amount", ("", 0L), Units);
        var lot = new OpeningLot
        {
            Lot = name,
            Issuer = fields.Text("issuer"),
            Unit = unit,
            Amount = amount,
            Earned = fields.Read<DateTimeOffset?>("earned", null, n => clock.Read(n)),
            Active = fields.Read<DateTimeOffset?>("active", null, n => clock.Read(n)),
            Expires = fields.Read<DateTimeOffset?>("expires", null, n => clock.Read(n)),
        };
        fields.End();
        return lot;
    }

    private long? OptionalUnits(Fields fields) => fields.Read<long?>("units", null, n => Units(n).Amount);

    private static RedemptionId Of(Fields fields) => new(fields.Text("of") ?? "");

    /// <summary>The name a step gives to what it makes; a request that is sent again makes the same.</summary>
    private string As(Fields fields, string prefix) =>
        fields.Text("as") ?? $"{prefix} of {fields.Text("key") ?? $"step {count}"}";
}
