using Laurel.Coalition;
using Laurel.Tiers;

namespace Laurel.Linting;

/// <summary>Somebody who is there when a story begins.</summary>
internal sealed record Cast(string Name)
{
    public DateTime Joined { get; init; }
    public DateOnly? Born { get; init; }
    public string? Tier { get; init; }
    public int Visits { get; init; }
    public long Spend { get; init; }
    public string? Inviter { get; init; }
    public string? Plan { get; init; }

    /// <summary>Units she begins with, in their smallest part.</summary>
    public IReadOnlyDictionary<string, long> Units { get; init; } = new Dictionary<string, long>();
}

/// <summary>A purchase in a story.</summary>
internal sealed record Buying(string Member, IReadOnlyList<Line> Lines)
{
    public IReadOnlyList<RewardInBasket> Rewards { get; init; } = [];
    public IReadOnlyList<string> Codes { get; init; } = [];
    public string? Location { get; init; }
    public string? Channel { get; init; }
    public string? Payment { get; init; }
    public IReadOnlyList<string> Segments { get; init; } = [];
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
    public bool IsDrawn { get; init; }

    /// <summary>Null is the program's.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Gift cards and credit that pay.</summary>
    public IReadOnlyList<StoredPayment> Pays { get; init; } = [];

    /// <summary>The rule or offer whose miss is said.</summary>
    public string? Watched { get; init; }
}

/// <summary>
/// Things that happen one after the other in a sandbox, written down as an example of the definition: what each step says was decided
/// by the same functions that <c>laurel check</c> asks.
/// </summary>
internal sealed class Story
{
    private readonly Sandbox world;
    private readonly Calendar calendar;
    private readonly List<string> given;
    private readonly List<string> steps;
    private readonly Dictionary<string, DateOnly> births;
    private int count;

    public Story(Definition definition, DateTime from)
        : this(definition, new Sandbox(definition), from, [], [], [])
    {
    }

    private Story(Definition definition, Sandbox world, DateTime now, List<string> given, List<string> steps, Dictionary<string, DateOnly> births)
    {
        (Definition, this.world, Now, this.given, this.steps, this.births) = (definition, world, now, given, steps, births);
        calendar = definition.Calendar;
    }

    public Definition Definition { get; }

    /// <summary>The local time of the next step.</summary>
    public DateTime Now { get; set; }

    public DateTimeOffset At => calendar.Instant(Now);

    public Sandbox World => world;

    public int Steps => steps.Count;

    /// <summary>What was asked last.</summary>
    public Command? Last { get; private set; }

    public Story Copy() => new(Definition, world.Copy(), Now, [.. given], [.. steps], new(births)) { count = count };

    public Member Member(string name = "ada") => world.Program.AsOf(world.Member(name)!, At);

    /// <summary>The level she has now.</summary>
    public string? Tier() => Climbing.TierAt(world.Program.At(At)!, Member(), At);

    public long Available(string unit, string name = "ada") => Member(name).Balance(unit, At).Available;

    /// <summary>Puts somebody there before anything happens.</summary>
    public void Begin(Cast cast)
    {
        if (cast.Born is { } born)
            births[cast.Name] = born;
        var joined = calendar.Instant(cast.Joined);
        world.Do(new EnrolMember
        {
            Id = new($"given-{cast.Name}"),
            At = joined,
            Member = new(cast.Name),
            Tier = cast.Tier,
            Spend = cast.Spend,
            Visits = cast.Visits,
            Inviter = cast.Inviter is { } inviter ? new(inviter) : null,
            Opening = [.. cast.Units.Select(u => new OpeningLot { Unit = u.Key, Amount = u.Value })],
            Memberships = cast.Plan is null ? [] : [new() { Plan = cast.Plan, From = joined, To = joined.AddDays(3660) }],
        });
        if (cast.Tier is { } floor)
            world.Do(new AssignTier { Id = new($"floor-{cast.Name}"), At = joined, Member = new(cast.Name), Tier = floor, Reason = "given" });
        given.Add(Given(cast));
    }

    public Decision Buy(Buying buying)
    {
        var id = $"p{++count}";
        var currency = buying.Currency ?? Definition.Currency;
        var payments = buying.Payment is null ? [] : new[] { new Payment(buying.Payment, buying.Lines.Sum(l => Round.Money(l.UnitPrice * l.Quantity))) };
        var command = new RecordPurchase
        {
            Id = new(id),
            At = At,
            Rewards = buying.Rewards,
            Stored = buying.Pays,
            Traits = Traits(buying),
            Purchase = new Purchase
            {
                Id = new(id),
                Member = new(buying.Member),
                At = At,
                Currency = currency.Code,
                Location = buying.Location,
                Channel = buying.Channel,
                Codes = buying.Codes,
                Payments = payments,
                Lines = [.. buying.Lines.Select((l, i) => l with { Number = i + 1 })],
            },
        };
        return Step("purchase", command, Parts(buying, id, currency, payments), buying.Watched);
    }

    public Decision Return(string purchase) => Step(
        "return", new ReturnLines { Id = new($"r{++count}"), At = At, Return = new($"r{count}"), Of = new(purchase) }, [$"of: {purchase}"]);

    public Decision Redeem(string reward, long? units = null, string member = "ada", string? location = null)
    {
        var id = $"x{++count}";
        var command = new ReserveReward
        {
            Id = new(id),
            At = At,
            Redemption = new(id),
            Member = new(member),
            Reward = reward,
            Units = units,
            AtOnce = true,
            Location = location,
            Traits = Traits(new Buying(member, [])),
        };
        var cost = Definition.Reward(reward)!.Costs;
        string[] where = location is null ? [] : [$"location: {location}"];
        string[] many = units is { } u ? [$"units: {Written.Amount(Definition, cost.Unit!, u)}"] : [];
        return Step("redeem", command, [$"as: {id}", $"member: {member}", .. where, $"reward: {reward}", .. many]);
    }

    public Decision Enrol(string member, string? inviter = null) => Step("enrol",
        new EnrolMember { Id = new($"e{++count}"), At = At, Member = new(member), Inviter = inviter is null ? null : new(inviter) },
        [$"member: {member}", .. inviter is null ? [] : new[] { $"inviter: {inviter}" }]);

    public Decision Do(string activity, string member = "ada", string? watched = null)
    {
        var id = $"a{++count}";
        return Step("activity", new RecordActivity { Id = new(id), At = At, Activity = new(id), Member = new(member), What = activity },
            [$"as: {id}", $"member: {member}", $"what: {Written.Text(activity)}"], watched);
    }

    public Decision Transfer(string from, string to, string unit, long amount) => Step("transfer",
        new TransferUnits { Id = new($"t{++count}"), At = At, Member = new(from), To = new(to), Unit = unit, Amount = amount },
        [$"from: {from}", $"to: {to}", $"units: {Written.Amount(Definition, unit, amount)}"]);

    public Decision Join(string what) => Step(
        "join", new Challenges.TakePart { Id = new($"j{++count}"), At = At, Member = new("ada"), What = what }, ["member: ada", $"what: {what}"]);

    public Decision Agree(string partner) => Step(
        "consent", new Coalition.AgreeToPartner { Id = new($"g{++count}"), At = At, Member = new("ada"), Partner = partner }, ["member: ada", $"partner: {partner}"]);

    /// <summary>Plays once, as if a number had been drawn, or with all answers right.</summary>
    public Decision Play(Games.Game game, decimal draw)
    {
        var id = $"y{++count}";
        var answers = game.Quiz?.Questions.ToDictionary(q => q.Id, q => q.Right) ?? [];
        var command = new Games.PlayGame
        {
            Id = new(id),
            At = At,
            Member = new("ada"),
            Game = game.Id,
            Play = new(id),
            Answers = answers,
            Traits = new Traits { Draw = game.Quiz is null ? draw : null },
        };
        string[] how = game.Quiz is null
            ? [$"draw: {Written.Number(draw * 100)}%"]
            : [$"answers: {{{string.Join(", ", answers.Select(a => $"{a.Key}: {Written.Text(a.Value)}"))}}}"];
        return Step("play", command, [$"as: {id}", "member: ada", $"game: {game.Id}", .. how]);
    }

    public Decision IssueCoupon(string offer, string member) => Step("issue coupon",
        new IssueCoupon { Id = new($"c{++count}"), At = At, Coupon = new($"COUPON-{offer}"), Offer = offer, Member = new(member) },
        [$"as: COUPON-{offer}", $"offer: {offer}", $"member: {member}"]);

    public Decision BuyMembership(string plan) => Step("buy membership",
        new Memberships.BuyMembership { Id = new($"m{++count}"), At = At, Member = new("ada"), Plan = plan }, ["member: ada", $"plan: {plan}"]);

    public Decision CancelMembership(string plan) => Step("cancel membership",
        new Memberships.CancelMembership { Id = new($"m{++count}"), At = At, Member = new("ada"), Plan = plan }, ["member: ada", $"plan: {plan}"]);

    public Decision Pass(string member = "ada") =>
        Step("pass time", new PassTime { Id = new($"w{++count}"), At = At, Member = new(member) }, [$"member: {member}"]);

    /// <summary>A look at a member, with what is so.</summary>
    public void Look(params ReadOnlySpan<string> expected) =>
        steps.Add($"{{do: look, at: {Written.Time(Now)}, member: ada, {string.Join(", ", expected.ToArray())}}}");

    /// <summary>Puts what holds of a member in the last step that is about her.</summary>
    public void Expect(string expectation) => steps[^1] = $"{steps[^1][..^1]}, {expectation}}}";

    /// <summary>What a member has of every unit, and where she stands.</summary>
    public string State(string name = "ada")
    {
        var member = Member(name);
        var parts = Definition.Units.Select(u => Written.Amount(Definition, u.Id, member.Balance(u.Id, At).Total)).ToArray();
        var tier = Climbing.TierAt(world.Program.At(At)!, member, At);
        return string.Join(", ", new[] { parts.Length == 0 ? null : $"balance: [{string.Join(", ", parts)}]", tier is null ? null : $"tier: {tier}" }.OfType<string>());
    }

    /// <summary>The example as YAML, to stand under <c>examples:</c>.</summary>
    public string Example(string name)
    {
        var text = new System.Text.StringBuilder($"  {Written.Text(name)}:\n");
        if (given.Count > 0)
            text.Append($"    given: {{{string.Join(", ", given)}}}\n");
        text.Append("    steps:\n");
        foreach (var step in steps)
            text.Append($"      - {step}\n");
        return text.ToString();
    }

    private Decision Step(string verb, Command command, IReadOnlyList<string> parts, string? watched = null)
    {
        var decision = world.Do(command);
        Last = command;
        string[] all = [$"do: {verb}", $"at: {Written.Time(Now)}", .. parts, .. Written.Outcome(command, decision, Definition), .. Missed(decision, watched)];
        steps.Add($"{{{string.Join(", ", all)}}}");
        Now = Now.AddMinutes(1);
        return decision;
    }

    private List<string> Parts(Buying buying, string id, Currency currency, IReadOnlyList<Payment> payments)
    {
        var parts = new List<string> { $"as: {id}", $"member: {buying.Member}" };
        AddIf(parts, "location", buying.Location);
        AddIf(parts, "channel", buying.Channel);
        if (buying.Currency is not null)
            parts.Add("currency: " + currency.Code);
        if (buying.Codes.Count > 0)
            parts.Add("codes: " + Written.Texts(buying.Codes));
        if (payments.Count > 0)
            parts.Add($"payments: {{{Written.Text(payments[0].Method)}: {Written.Money(currency, payments[0].Amount)}}}");
        if (buying.Segments.Count > 0)
            parts.Add("segments: " + Written.Texts(buying.Segments));
        if (buying.Attributes.Count > 0)
            parts.Add($"attributes: {{{string.Join(", ", buying.Attributes.Select(a => $"{Written.Text(a.Key)}: {Written.Text(a.Value)}"))}}}");
        if (buying.IsDrawn)
            parts.Add("draw: 0%");
        if (buying.Pays.Count > 0)
            parts.Add($"pays: [{string.Join(", ", buying.Pays.Select(p => p.Card is { } card ? card.Value : $"{{credit: {p.Unit}}}"))}]");
        if (buying.Rewards.Count > 0)
            parts.Add($"rewards: [{string.Join(", ", buying.Rewards.Select(Used))}]");
        parts.Add($"lines: [{string.Join(", ", buying.Lines.Select(l => Written.Line(l, currency)))}]");
        return parts;
    }

    private static IEnumerable<string> Missed(Decision decision, string? watched)
    {
        var misses = decision.Events.SelectMany(e => e switch
        {
            PurchaseRecorded p => p.Misses,
            ActivityRecorded a => a.Misses,
            _ => [],
        }).Where(m => m.Rule == watched).Select(m => m.Reason).ToArray();
        return misses.Length == 0 ? [] : [$"misses: {{{watched}: {Written.Texts(misses)}}}"];
    }

    private Traits Traits(Buying buying) => new()
    {
        Segments = buying.Segments,
        Attributes = buying.Attributes,
        Draw = buying.IsDrawn ? 0 : null,
        Birthday = births.TryGetValue(buying.Member, out var born) ? Birthday.On(born, DateOnly.FromDateTime(Now), Definition.LeapDay) : [],
    };

    private string Used(RewardInBasket reward) => reward.Units is { } units
        ? $"{{reward: {reward.Reward}, units: {Written.Amount(Definition, Definition.Reward(reward.Reward)!.Costs.Unit!, units)}}}"
        : reward.Reward;

    private string Given(Cast cast)
    {
        var parts = new List<string> { $"joined: {Written.Time(cast.Joined)}" };
        AddIf(parts, "born", cast.Born is { } born ? Written.Day(born) : null);
        AddIf(parts, "tier", cast.Tier);
        AddIf(parts, "floor", cast.Tier);
        AddIf(parts, "visits", cast.Visits > 0 ? $"{cast.Visits}" : null);
        if (cast.Spend > 0)
            parts.Add($"spend: {Written.Money(Definition.Currency, cast.Spend)}");
        AddIf(parts, "inviter", cast.Inviter);
        if (cast.Plan is { } plan)
        {
            var to = calendar.Instant(cast.Joined).AddDays(3660).UtcDateTime;
            parts.Add($"memberships: {{{plan}: {{from: {Written.Time(cast.Joined)}, to: \"{to:yyyy-MM-ddTHH:mm:ss}Z\", paid: {Written.Money(Definition.Currency, 0)}}}}}");
        }
        parts.AddRange(cast.Units.Select(u => $"{u.Key}: {Written.Number(Definition.Unit(u.Key)!.ToDecimal(u.Value))}"));
        return $"{cast.Name}: {{{string.Join(", ", parts)}}}";
    }

    private static void AddIf(List<string> parts, string key, string? value)
    {
        if (value is not null)
            parts.Add($"{key}: {(key is "joined" or "born" ? value : Written.Text(value))}");
    }
}
