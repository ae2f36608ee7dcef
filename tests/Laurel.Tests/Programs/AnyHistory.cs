using System.Text;
using Laurel.Accounts;
using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.Giving;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Receipts;
using Laurel.Referrals;
using Laurel.Tests.Deciding;

namespace Laurel.Tests.Programs;

/// <summary>
/// Histories that numbers describe, with every command there is: every four numbers are one of them, by three members, a shopper or
/// nobody, with gift cards and credit. The same numbers are the same history, and fewer or smaller numbers a simpler one.
/// </summary>
internal sealed class AnyHistory
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret of thirty-two bytes, so");
    private static readonly string[] Members = ["ada", "bob", "cy"];
    private static readonly string[] Skus = ["A", "B", "C", "LOAD"];
    private static readonly string[] Rewards = ["mug", "cash", "tenth", "coffee", "free", "meal", "pair", "change", "present"];
    private static readonly string[] Units = ["point", "stamp", "bonus", "credit", "gift"];
    private static readonly string[] Together = ["crew", "team", "best", "varied", "row", "ordered"];
    private readonly List<string> purchases = [];
    private readonly List<string> redemptions = [];
    private readonly List<string> coupons = [];
    private int number;

    public AnyHistory(string definition)
    {
        (Below, World) = (definition, new World(definition));
        foreach (var member in Members)
        {
            Do(new EnrolMember
            {
                Id = World.Next("enrol"),
                At = World.Noon.AddDays(-20),
                Member = new(member),
                Inviter = member == "cy" ? new("ada") : null,
                Opening = member == "bob" ? [new OpeningLot { Unit = "point", Amount = 40 }, new OpeningLot { Unit = "credit", Amount = 5_000 }] : [],
                Traits = OfStudents,
            });
        }
        foreach (var month in Enumerable.Range(0, 24).Select(m => Draws.EpochOf(World.Noon.AddMonths(m))))
            Do(new CommitSecret { Id = World.Next("commit"), At = World.Noon, Epoch = month, Hash = Draws.Commitment(Secret) });
    }

    /// <summary>What it is played by.</summary>
    public int[] Numbers { get; init; } = [];

    /// <summary>The definition below its head.</summary>
    public string Below { get; }

    public World World { get; }

    public DateTimeOffset Now { get; private set; } = World.Noon;

    /// <summary>All that was asked, in its order, and what came of it.</summary>
    public List<(Command Command, Decision Decision)> Asked { get; } = [];

    private static Traits OfStudents => new()
    {
        Segments = ["students"],
        Attributes = new Dictionary<string, string> { ["city"] = "Ghent", [OfAge.Attribute] = "yes" },
    };

    /// <summary>Those commands that are about one member and nothing else, with whose they are.</summary>
    public IEnumerable<(string Owner, Command Command)> Alone()
    {
        var owners = new Dictionary<string, string>();
        foreach (var (command, _) in Asked)
        {
            var owner = command switch
            {
                CommitSecret => "",
                ClaimReceipt => null,
                RecordPurchase c when c.Stored.Any(s => s.Card is not null) || c.Purchase.Lines.Any(l => l.Loads is { } loads && loads != c.About) => null,
                TransferUnits or RunBatch or MergeMembers or UnmergeMember or SetInviter or JoinHousehold or LeaveHousehold or IssueCoupon => null,
                EnrolMember { Inviter: not null } => null,
                ReturnLines c => owners.GetValueOrDefault(c.Of.Value),
                CaptureRedemption c => owners.GetValueOrDefault(c.Redemption.Value),
                ReleaseRedemption c => owners.GetValueOrDefault(c.Redemption.Value),
                CancelRedemption c => owners.GetValueOrDefault(c.Redemption.Value),
                AdvanceFulfilment c => owners.GetValueOrDefault(c.Redemption.Value),
                _ => command.About?.Value,
            };
            if (owner is null)
                continue;
            if (command is RecordPurchase bought)
                owners[bought.Purchase.Id.Value] = owner;
            else if (command is ReserveReward reserved)
                owners[reserved.Redemption.Value] = owner;
            yield return (owner, command);
        }
    }

    public AnyHistory All(IEnumerable<int> numbers)
    {
        foreach (var four in numbers.Chunk(4).Where(c => c.Length == 4))
        {
            Now = Now.AddMinutes(Size(four[3], 6) == 0 ? Size(four[2], 25) * 24 * 60 : Size(four[2], 700));
            Do(Command(Size(four[0], 60), four[1], four[2], four[3]));
        }
        return this;
    }

    public Decision Do(Command command)
    {
        if (Draws.Subject(command, Rules) is { } subject && Draws.EpochOf(command.At) is var epoch && World.Documents.ContainsKey(Key.Epoch(epoch)))
            command = Draws.With(command, Draws.Draw(Secret, epoch, subject));
        var decision = World.Do(command);
        Asked.Add((command, decision));
        return decision;
    }

    public static int Size(int number, int below) => Math.Abs(number % below);

    private Command Command(int kind, int a, int b, int c) => kind switch
    {
        < 20 => Buy(a, b, c),
        < 27 => Return(a, b, c),
        27 => new ClaimReceipt { Id = Id, At = Now, Of = new(purchases.Count == 0 ? "none" : purchases[Size(a, purchases.Count)]), Member = Who(c), Traits = OfStudents },
        < 31 => World.Redeem(Of(Rewards, a), Now, Size(b, 3) + 1, New(redemptions, "x")) with { Member = Who(c), Units = Chosen(b), Location = At(a) },
        < 34 => World.Reserve(Of(Rewards, a), Now, New(redemptions, "x"), Size(c, 3) == 0 ? null : Now.AddDays(Size(c, 20))) with { Member = Who(c), Units = Chosen(b) },
        34 => new CaptureRedemption { Id = Id, At = Now, Redemption = Redemption(a), Units = Size(c, 3) == 0 ? Size(b, 30) : null },
        35 => new ReleaseRedemption { Id = Id, At = Now, Redemption = Redemption(a) },
        36 => new CancelRedemption { Id = Id, At = Now, Redemption = Redemption(a), Reason = "played" },
        37 => new AdvanceFulfilment { Id = Id, At = Now, Redemption = Redemption(a), Stage = (Stage)(4 + Size(b, 3)) },
        38 => World.Adjust(Size(a, 100) - 30, Now, Of(Units, b)) with { Member = Who(c), Counts = Size(c, 2) == 0 },
        39 => World.Pass(Now) with { Member = Who(c) },
        40 => Transfer(a, b, c),
        41 => new ReinstateUnits { Id = Id, At = Now, Member = Who(c), Unit = Of(Units, b), Amount = Size(a, 20) + 1, Reason = "late" },
        42 => new ExtendUnits { Id = Id, At = Now, Member = Who(c), Unit = Of(Units, b), Expires = Now.AddDays(Size(a, 90) + 1), Reason = "ill" },
        43 => new RunBatch { Id = Id, At = Now, Commands = [Transfer(b, a, c), World.Adjust(Size(a, 9) + 1, Now) with { Member = Who(a) }] },
        44 => new MergeMembers { Id = Id, At = Now, Member = Who(a), Into = Who(b) },
        45 or 46 => new UnmergeMember { Id = Id, At = Now, Member = Who(a) },
        47 => Size(b, 2) == 0
            ? new JoinHousehold { Id = Id, At = Now, Member = Who(a), Household = new("home") }
            : new LeaveHousehold { Id = Id, At = Now, Member = Who(a) },
        48 => new SwitchAccount { Id = Id, At = Now, Member = Account(a), State = Size(b, 9) == 0 ? AccountState.Closed : (AccountState)Size(b, 2), Reason = "played" },
        49 => new IssueCoupon { Id = Id, At = Now, Coupon = new(New(coupons, "COUPON")), Offer = "gift", Member = Who(a), Until = Size(b, 2) == 0 ? Now.AddDays(9) : null },
        50 or 51 => Activity(a, b, c),
        52 => new TakePart { Id = Id, At = Now, Member = Who(a), What = Of(Together, b), Leave = Size(c, 4) == 0, Team = Of(Together, b) == "team" ? "red" : null },
        53 => new PlayGame
        {
            Id = Id,
            At = Now,
            Member = Who(a),
            Game = Of(["wheel", "quiz", "scratch"], b),
            Play = new($"ply_{++number}"),
            Answers = new Dictionary<string, string> { ["q"] = Of(["a", "b"], c) },
        },
        54 => Membership(a, b, c),
        55 => new AssignTier { Id = Id, At = Now, Member = Who(a), Tier = Of(["silver", "gold", "base", null], b), Reason = "staff" },
        56 => new CloseLeaderboard { Id = Id, At = Now, Leaderboard = "best", Day = Rules.Calendar.Day(Now).AddDays(-Size(b, 40)) },
        57 => new SettleClearing { Id = Id, At = Now, Settlement = $"s{++number}" },
        58 => Size(b, 2) == 0
            ? new PayCause { Id = Id, At = Now, Cause = Of(["woods", "shelter"], a), Reference = $"pay{++number}" }
            : new AgreeToPartner { Id = Id, At = Now, Member = Who(a), Partner = "bakery", Agrees = Size(c, 5) != 0 },
        _ => Size(b, 2) == 0
            ? new SetInviter { Id = Id, At = Now, Member = Who(a), Inviter = Who(c) }
            : new BringHistory { Id = Id, At = Now, Member = Who(a), Unit = "point", Earned = Size(b, 50), Redeemed = Size(c, 50), Row = $"row{++number}" },
    };

    /// <summary>A purchase of one to three lines by anybody, in two currencies, with codes, rewards, stored money and what is loaded.</summary>
    public RecordPurchase Buy(int a, int b, int c)
    {
        var currency = Size(b, 23) == 7 ? "SEK" : "EUR";
        var buy = World.Buy(New(purchases, "p"), Size(c, 9) == 8 ? Now.AddDays(-1 - Size(b, 20)) : Now, Lines(a, b, c));
        var who = Size(c, 11);
        return buy with
        {
            Purchase = buy.Purchase with
            {
                Member = who is 9 or 10 ? null : Who(c),
                Shopper = who == 10 ? new("shopper") : null,
                Currency = currency,
                Location = At(a),
                Channel = Size(a, 5) == 1 ? "online" : null,
                Codes = Size(c, 4) == 1 ? ["HELLO"] : Size(c, 8) == 2 && coupons.Count > 0 ? [Of([.. coupons], b)] : [],
                Payments = Size(b, 6) == 1 ? [new Payment("card", 500)] : Size(b, 13) == 2 ? [new Payment(Payment.Units, 100)] : [],
            },
            Rewards = Size(c, 3) == 2 && who < 9 ? [new RewardInBasket { Reward = Of(Rewards, b), Quantity = Size(a, 2) + 1, Units = Chosen(b / 7) }] : [],
            Stored = Stored(a, b),
            Contributions = Size(a, 7) == 3 && Rules.Definition.GivingBy("round-up") is { Asks: var asks }
                ? [new Contribution { Giving = "round-up", Amount = asks == Asks.AnyAmount ? 70 : null }]
                : [],
            Traits = OfStudents with { Birthday = Size(b, 5) == 0 ? [Birthday.Month] : [] },
        };
    }

    private Line[] Lines(int a, int b, int c) =>
    [
        .. Enumerable.Range(1, Size(a, 3) + 1).Select(i => Line(World.Line(Size(b % 5_000 * i * 37, 5_000), Size(a + i, 4) + 1, Of(Skus, b + i), i), b, c)),
    ];

    private static Line Line(Line line, int b, int c) => line with
    {
        Category = Of(["coffee", "tea", null], b),
        Brand = Of(["north", "south"], c),
        Labels = Size(c, 3) == 0 ? ["new"] : [],
        Discount = Size(b, 10) == 3 ? 1 : 0,
        TaxRate = Size(c, 3) == 1 ? 0.21m : null,
        UnitCost = Size(c, 2) == 1 ? Math.Floor(line.UnitPrice / 2) : null,
        Kind = Size(b + line.Number, 12) == 5 ? "shipping" : Laurel.Line.Product,
        Loads = line.Sku == "LOAD" ? Account(b + c) : null,
    };

    private static StoredPayment[] Stored(int a, int b) => Size(a, 6) switch
    {
        4 => [new StoredPayment { Card = new("card"), Amount = Size(b, 3) == 0 ? Size(b, 2_000) + 1 : null }],
        5 => [new StoredPayment { Unit = Of(["bonus", "credit", null], b) }],
        _ => [],
    };

    private ReturnLines Return(int a, int b, int c)
    {
        var of = purchases.Count == 0 ? "none" : purchases[Size(a, purchases.Count)];
        return Size(c, 3) == 0 ? World.Return(of, Now) : World.Return(of, Now, new LineBack { Line = Size(b, 3) + 1, Quantity = Size(c, 2) == 0 ? null : 1 });
    }

    private TransferUnits Transfer(int a, int b, int c) =>
        new() { Id = Id, At = Now, Member = Account(a), To = Account(b), Unit = Of(Units, c), Amount = Size(b, 40) + 1, UpTo = Size(c, 2) == 0 };

    private RecordActivity Activity(int a, int b, int c) => new()
    {
        Id = Id,
        At = Size(c, 9) == 8 ? Now.AddDays(-3) : Now,
        Activity = new($"act_{++number}"),
        Member = Who(a),
        What = Of(["review", "survey", "birthday"], b),
        Traits = OfStudents,
    };

    private Command Membership(int a, int b, int c) => Size(b, 9) switch
    {
        0 or 1 or 2 => new BuyMembership { Id = Id, At = Now, Member = Who(a), Plan = Plan(c) },
        3 => new RenewMembership { Id = Id, At = Now, Member = Who(a), Plan = Plan(c) },
        4 => new ChangeMembership { Id = Id, At = Now, Member = Who(a), Plan = "vip", To = "pro" },
        5 => new CancelMembership { Id = Id, At = Now, Member = Who(a), Plan = Plan(c) },
        6 => new VoidMembership { Id = Id, At = Now, Member = Who(a), Plan = Plan(c), Reason = "mistake" },
        7 => new FailMembershipFee { Id = Id, At = Now, Member = Who(a), Plan = Plan(c), Reason = "declined" },
        _ => new RefundMembershipFee { Id = Id, At = Now, Member = Who(a), Plan = Plan(c), Amount = Size(c, 300) + 1, Reason = "kindness" },
    };

    private static string Plan(int c) => Size(c, 3) == 0 ? "pro" : "vip";

    private static MemberId Who(int a) => new(Of(Members, a));

    private static MemberId Account(int a) => new(Of(["ada", "card", "bob", "card", "cy"], a));

    private static string? At(int a) => Size(a, 2) == 0 ? "north" : null;

    private static T Of<T>(T[] some, int number) => some[Size(number, some.Length)];

    private static long? Chosen(int b) => Size(b, 2) == 0 ? null : Size(b, 60);

    private Rules Rules => World.Program.At(Now)!;

    private CommandId Id => World.Next("any");

    private RedemptionId Redemption(int a) => new(redemptions.Count == 0 ? "none" : redemptions[Size(a, redemptions.Count)]);

    private string New(List<string> names, string prefix)
    {
        names.Add($"{prefix}{++number}");
        return names[^1];
    }
}
