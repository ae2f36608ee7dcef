using Laurel.Definitions;
using Laurel.Units;

namespace Laurel.Engine.Examples;

/// <summary>Who joins, with what she brings: those whom an example begins with, and those whom a step enrols.</summary>
internal sealed class GivenReader(StepReader steps, Clock clock)
{
    private readonly Dictionary<string, DateOnly> births = [];

    /// <summary>What members are recognised by so far, as the server compares it, and whose it is.</summary>
    private readonly Dictionary<string, string> identifiers = [];

    /// <summary>The last enrolment gave an identifier that another member has.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Everybody who has joined in the example.</summary>
    public List<string> Members { get; } = [];

    private Definition Definition => steps.Definition;

    /// <summary>When she was born, where that was said.</summary>
    public DateOnly? Born(string member) => births.TryGetValue(member, out var born) ? born : null;

    /// <summary>The members an example begins with, and the tiers that staff have set for them.</summary>
    public IEnumerable<Command> Given(Mapping given, List<Problem> problems)
    {
        foreach (var pair in given.Pairs)
        {
            foreach (var name in StepReader.Names(pair.Key))
            {
                var fields = new Fields(pair.Value, problems);
                var enrol = Standing(Enrolled(name, fields));
                yield return enrol;
                if (fields.Text("floor") is { } floor)
                    yield return StepReader.Assigned(enrol.At, enrol.Member, floor, "given") with { Id = new($"floor-{name}") };
                fields.End();
            }
        }
    }

    public EnrolMember Enrolled(string name, Fields fields, DateTimeOffset? at = null)
    {
        if (fields.Read<DateOnly?>("born", null, n => new Phrase(n).Date()) is { } born)
            births[name] = born;
        return Enrolment(name, fields) with { Traits = Person(fields, name, at ?? fields.Read("joined", clock.Joined, clock.Read)) };
    }

    /// <summary>What counts for tiers, and the tier, are of the beginning of the example, whenever she joined.</summary>
    private EnrolMember Standing(EnrolMember enrol) => enrol is { Spend: 0, Visits: 0, Tier: null } || enrol.At >= clock.Now
        ? enrol
        : enrol with { StoodAt = clock.Now };

    /// <summary>What is known of who joins; her age where her day of birth is said.</summary>
    private Traits Person(Fields fields, string name, DateTimeOffset at)
    {
        var said = BasketReader.Traits(fields);
        var attributes = new Dictionary<string, string>(said.Attributes);
        var born = Born(name);
        foreach (var (word, value) in OfAge.On(Definition, born, fields.Text("country"), Definition.Calendar.Day(at)))
            attributes[word] = value;
        return attributes.Count == 0 && said.Segments.Count == 0 ? Traits.None : said with { Attributes = attributes };
    }

    /// <summary>Who was not let in is no member, and others may have what she is recognised by.</summary>
    public void Forget(string name)
    {
        Members.Remove(name);
        foreach (var identifier in identifiers.Where(i => i.Value == name).Select(i => i.Key).ToArray())
            identifiers.Remove(identifier);
    }

    private EnrolMember Enrolment(string name, Fields fields)
    {
        var own = Identifiers(fields).ToArray();
        IsTaken = own.Any(identifiers.ContainsKey);
        if (!IsTaken)
        {
            foreach (var identifier in own)
                identifiers[identifier] = name;
            if (!Members.Contains(name))
                Members.Add(name);
        }
        return new EnrolMember
        {
            Id = new CommandId("given-" + name),
            Member = StepReader.Member(name),
            At = fields.Read("joined", clock.Joined, clock.Read),
            Tier = fields.Text("tier"),
            Spend = fields.Read("spend", 0L, n => steps.Minor(n)),
            Visits = fields.Read("visits", 0, n => new Phrase(n).Whole()),
            IsCard = fields.Choice("card", false, ("yes", true), ("no", false)),
            Owner = fields.Text("owner") is { } owner ? StepReader.Member(owner) : null,
            IsInactive = fields.Choice("inactive", false, ("yes", true), ("no", false)),
            Opening = [.. Lots(fields), .. Amounts(fields), .. new PartnerSteps(steps).Given(fields)],
            Partners = fields.Read<IReadOnlyList<string>>("consents", [], Fields.TextList),
            Rewards = fields.Read<IReadOnlyList<string>>("rewards", [], Issued),
            Memberships = new MembershipSteps(steps).Given(fields),
            Inviter = fields.Text("inviter") is { } inviter ? StepReader.Member(inviter) : null,
            Actor = "example",
        };
    }

    /// <summary>{free-coffee: 2}: rewards that are hers and not used.</summary>
    private static IReadOnlyList<string> Issued(Node node) => node is Mapping rewards
        ? [.. rewards.Pairs.SelectMany(p => Enumerable.Repeat(p.Key, Math.Max(0, new Phrase(p.Value).Whole())))]
        : throw Fields.Malformed(node, "mapping-expected");

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
        var (unit, amount) = fields.Require("amount", ("", 0L), steps.Units);
        var isEndless = fields.Find("expires") is Scalar { Text: "never" };
        var lot = new OpeningLot
        {
            Lot = name,
            Issuer = fields.Text("issuer"),
            Unit = unit,
            Amount = amount,
            Earned = fields.Read<DateTimeOffset?>("earned", null, n => clock.Read(n)),
            Active = fields.Read<DateTimeOffset?>("active", null, n => clock.Read(n)),
            Expires = isEndless ? null : fields.Read<DateTimeOffset?>("expires", null, n => clock.Read(n)),
            IsEndless = isEndless ? true : null,
        };
        fields.End();
        return lot;
    }
}
