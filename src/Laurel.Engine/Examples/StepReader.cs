using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>Turns a step into the command it asks for. What it leaves in the fields are expectations.</summary>
internal sealed class StepReader(Definition definition, Clock clock)
{
    private readonly Dictionary<string, DateTimeOffset> times = [];
    private int count;

    private Vocabulary Words => new(definition.Currency, definition.Units);

    /// <summary>The members an example begins with.</summary>
    public IEnumerable<EnrolMember> Given(Example example, List<Problem> problems)
    {
        foreach (var pair in example.Given.Pairs)
        {
            var fields = new Fields(pair.Value, problems);
            yield return new EnrolMember
            {
                Id = new CommandId("given-" + pair.Key),
                Member = Member(pair.Key),
                At = fields.Read("joined", clock.Joined, clock.Read),
                Tier = fields.Text("tier"),
                Spend = fields.Read("spend", 0L, Minor),
                Visits = fields.Read("visits", 0, n => new Phrase(n).Whole()),
                Opening = [.. Lots(fields), .. Amounts(fields)],
            };
            fields.End();
        }
    }

    public Command Read(string verb, Fields fields)
    {
        count++;
        var key = fields.Text("key") ?? $"step-{count}";
        var at = fields.Find("at") ?? fields.Find("until");
        var time = at is null && times.TryGetValue(key, out var first) ? first : clock.Next(at);
        times[key] = time;
        return Command(verb, fields, time) with { Id = new CommandId(key), Actor = "example" };
    }

    /// <summary>An amount of units: 22 beans.</summary>
    public (string Unit, long Amount) Units(Node node)
    {
        var phrase = new Phrase(node);
        var (amount, unit) = Words.Amount(phrase);
        phrase.End();
        return (unit.Id, amount);
    }

    public long Minor(Node node)
    {
        var phrase = new Phrase(node);
        var money = phrase.Money();
        phrase.End();
        return money.Minor == decimal.Truncate(money.Minor) ? (long)money.Minor : throw phrase.Wrong("currency-precision", money.Currency.Code);
    }

    public static MemberId Member(string name) => new(name.Normalize(System.Text.NormalizationForm.FormC));

    private Command Command(string verb, Fields fields, DateTimeOffset at)
    {
        var id = default(CommandId);
        switch (verb)
        {
            case "enrol":
                return new EnrolMember { Id = id, At = at, Member = MemberOf(fields), Opening = [.. Amounts(fields)] };
            case "purchase":
                return Purchase(fields, at);
            case "return":
                return new ReturnLines { Id = id, At = at, Return = new(As(fields, "r")), Of = new(fields.Text("of") ?? ""), Lines = LinesBack(fields) };
            case "redeem" or "reserve":
                return Reserve(fields, at, verb == "redeem");
            case "capture":
                return new CaptureRedemption { Id = id, At = at, Redemption = Of(fields), Units = fields.Read<long?>("units", null, n => Units(n).Amount) };
            case "release":
                return new ReleaseRedemption { Id = id, At = at, Redemption = Of(fields) };
            case "cancel":
                return new CancelRedemption { Id = id, At = at, Redemption = Of(fields), Reason = fields.Text("reason") ?? "cancelled" };
            case "adjust":
                return Adjust(fields, at);
            case "assign tier":
                return new AssignTier { Id = id, At = at, Member = MemberOf(fields), Tier = fields.Text("to"), Reason = fields.Text("reason") ?? "assigned" };
            case "pass time":
                return new PassTime { Id = id, At = at, Member = MemberOf(fields) };
            default:
                throw Fields.Malformed(fields.Find("do")!, "choice-unknown",
                    "enrol | purchase | return | redeem | reserve | capture | release | cancel | adjust | assign tier | pass time | publish | look | together");
        }
    }

    private RecordPurchase Purchase(Fields fields, DateTimeOffset at)
    {
        var currency = fields.Read("currency", definition.Currency, n => Currency.TryParse(Fields.Scalar(n).Text)
            ?? throw Fields.Malformed(n, "currency-unknown", n.Shown));
        var member = fields.Text("member");
        var lines = fields.Read<IReadOnlyList<Line>>("lines", [], n => n is Sequence list
            ? [.. list.Items.Select((l, i) => Line(l, i + 1, fields.Problems))]
            : throw Fields.Malformed(n, "list-expected"));
        return new RecordPurchase
        {
            Id = default,
            At = at,
            Traits = Traits(fields),
            Rewards = fields.Read<IReadOnlyList<RewardInBasket>>("rewards", [], n => Rewards(n, fields.Problems)),
            Purchase = new Purchase
            {
                Id = new(As(fields, "p")),
                At = at,
                Member = member is null ? null : Member(member),
                Shopper = fields.Text("shopper") is { } shopper ? new ShopperId(shopper) : null,
                Location = fields.Text("location"),
                Channel = fields.Text("channel"),
                Currency = currency.Code,
                Codes = fields.Read<IReadOnlyList<string>>("codes", [], Fields.TextList),
                Payments = fields.Read<IReadOnlyList<Payment>>("payments", [], n => n is Mapping means
                    ? [.. means.Pairs.Select(p => new Payment(p.Key, Minor(p.Value)))]
                    : throw Fields.Malformed(n, "mapping-expected")),
                Lines = lines,
            },
        };
    }

    private static Line Line(Node node, int number, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var line = new Line
        {
            Number = number,
            Sku = fields.Text("sku") ?? $"sku-{number}",
            Category = fields.Text("category"),
            Brand = fields.Text("brand"),
            Labels = fields.Read<IReadOnlyList<string>>("labels", [], Fields.TextList),
            Kind = fields.Text("kind") ?? Laurel.Line.Product,
            Quantity = fields.Read("qty", 1m, n => new Phrase(n).Number()),
            UnitPrice = fields.Require("price", 0m, n => new Phrase(n).Money().Minor),
            Discount = fields.Read("discount", 0L, n => new Phrase(n).Money().Whole),
            TaxRate = fields.Read<decimal?>("tax", null, n => Rewards(n)),
            UnitCost = fields.Read<decimal?>("cost", null, n => new Phrase(n).Money().Minor),
        };
        fields.End();
        return line;

        static decimal Rewards(Node n) => Laurel.Rewards.Benefits.Percent.Parse(Fields.Scalar(n).Text)
            ?? throw Fields.Malformed(n, "percent-expected", n.Shown);
    }

    private List<RewardInBasket> Rewards(Node node, List<Problem> problems)
    {
        var rewards = new List<RewardInBasket>();
        foreach (var item in node is Sequence list ? list.Items : [node])
        {
            if (item is Scalar name)
            {
                rewards.Add(new RewardInBasket { Reward = name.Text });
                continue;
            }
            var fields = new Fields(item, problems);
            rewards.Add(new RewardInBasket
            {
                Reward = fields.Text("reward") ?? "",
                Quantity = fields.Read("qty", 1m, n => new Phrase(n).Number()),
                Units = fields.Read<long?>("units", null, n => Fields.Scalar(n).Text == "max" ? null : Units(n).Amount),
            });
            fields.End();
        }
        return rewards;
    }

    private static Traits Traits(Fields fields) => new()
    {
        Segments = fields.Read<IReadOnlyList<string>>("segments", [], Fields.TextList),
        Attributes = fields.Read("attributes", new Dictionary<string, string>(), n => n is Mapping known
            ? known.Pairs.ToDictionary(p => p.Key, p => Fields.Scalar(p.Value).Text)
            : throw Fields.Malformed(n, "mapping-expected")),
    };

    private ReserveReward Reserve(Fields fields, DateTimeOffset at, bool atOnce) => new()
    {
        Id = default,
        At = at,
        AtOnce = atOnce,
        Redemption = new(As(fields, "x")),
        Member = MemberOf(fields),
        Reward = fields.Text("reward") ?? "",
        Quantity = fields.Read("qty", 1m, n => new Phrase(n).Number()),
        Units = fields.Read<long?>("units", null, n => Units(n).Amount),
        Until = fields.Read<DateTimeOffset?>("hold until", null, n => clock.Read(n)),
        Location = fields.Text("location"),
        Traits = Traits(fields),
    };

    private AdjustUnits Adjust(Fields fields, DateTimeOffset at)
    {
        var (unit, amount) = fields.Require("by", ("", 0L), Units);
        return new AdjustUnits
        {
            Id = default,
            At = at,
            Member = MemberOf(fields),
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

    /// <summary>{points: 100} for each unit of the definition, by its id or a name of it.</summary>
    private IEnumerable<OpeningLot> Amounts(Fields fields)
    {
        foreach (var unit in definition.Units)
        {
            foreach (var name in new[] { unit.Id, unit.Id + "s", unit.Name.One[0], unit.Name.Many[0] }.Distinct())
            {
                var amount = fields.Read(name, 0m, n => new Phrase(n).Number());
                if (amount != 0)
                    yield return new OpeningLot { Unit = unit.Id, Amount = unit.TryAmount(amount) ?? 0 };
            }
        }
    }

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
            Unit = unit,
            Amount = amount,
            Earned = fields.Read<DateTimeOffset?>("earned", null, n => clock.Read(n)),
            Active = fields.Read<DateTimeOffset?>("active", null, n => clock.Read(n)),
            Expires = fields.Read<DateTimeOffset?>("expires", null, n => clock.Read(n)),
        };
        fields.End();
        return lot;
    }

    private static MemberId MemberOf(Fields fields) => Member(fields.Text("member") ?? "");

    private static RedemptionId Of(Fields fields) => new(fields.Text("of") ?? "");

    /// <summary>The name a step gives to what it makes.</summary>
    private string As(Fields fields, string prefix) => fields.Text("as") ?? $"{prefix}{count}";
}
