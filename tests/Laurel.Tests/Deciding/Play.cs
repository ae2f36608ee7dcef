namespace Laurel.Tests.Deciding;

/// <summary>
/// Plays a history that numbers describe: every four of them are one command, with all that a program can be asked. The same numbers
/// are the same history, and fewer or smaller numbers a simpler one.
/// </summary>
internal sealed class Play
{
    private static readonly string[] Skus = ["A", "B", "C"];
    private static readonly string[] Rewards = ["mug", "tenth", "cash", "coffee", "free"];
    private readonly List<string> purchases = [];
    private readonly List<string> redemptions = [];
    private int number;

    public Play(string definition)
    {
        World = new World(definition);
        World.Enrol();
        World.Enrol("bob", opening: new OpeningLot { Unit = "point", Amount = 40 });
    }

    public World World { get; }

    public DateTimeOffset Now { get; private set; } = World.Noon;

    public List<Event> Events { get; } = [];

    public List<Command> Commands { get; } = [];

    /// <summary>Plays all numbers.</summary>
    public Play All(int[] numbers)
    {
        foreach (var four in numbers.Chunk(4).Where(c => c.Length == 4))
            Step(four[0], four[1], four[2], four[3]);
        return this;
    }

    public Decision Step(int kind, int a, int b, int c)
    {
        Now = Now.AddMinutes(Size(c, 5) == 0 ? Size(b, 90) * 24 * 60 : Size(b, 600));
        Commands.Add(Command(Size(kind, 14), a, b, c));
        var decision = World.Do(Commands[^1]);
        Events.AddRange(decision.Events);
        return decision;
    }

    public static int Size(int number, int below) => Math.Abs(number % below);

    private static MemberId Who(int a) => new(Size(a, 4) == 0 ? "bob" : "ada");

    private Command Command(int kind, int a, int b, int c) => kind switch
    {
        0 or 1 or 2 or 3 or 4 => Buy(a, b, c),
        5 or 6 => Return(a, b, c),
        7 => World.Redeem(Rewards[Size(a, Rewards.Length)], Now, Size(b, 3) + 1, New(redemptions, "x")) with { Member = Who(c), Units = Units(a, b) },
        8 => World.Reserve(Rewards[Size(a, Rewards.Length)], Now, New(redemptions, "x"), Size(c, 3) == 0 ? null : Now.AddDays(Size(c, 20)))
            with
        { Member = Who(c), Units = Units(a, b) },
        9 => new CaptureRedemption { Id = World.Next("c"), At = Now, Redemption = Redemption(a), Units = Size(c, 3) == 0 ? Size(b, 30) : null },
        10 => new ReleaseRedemption { Id = World.Next("c"), At = Now, Redemption = Redemption(a) },
        11 => new CancelRedemption { Id = World.Next("c"), At = Now, Redemption = Redemption(a), Reason = "played" },
        12 => World.Adjust(Size(a, 100) - 30, Now, Size(b, 5) == 0 ? "stamp" : "point") with { Member = Who(c), Counts = Size(c, 2) == 0 },
        _ => World.Pass(Now) with { Member = Who(c) },
    };

    /// <summary>A purchase of one to three lines, sometimes with a code, a reward, or a week late.</summary>
    public RecordPurchase Buy(int a, int b, int c)
    {
        Line[] lines =
        [
            .. Enumerable.Range(1, Size(a, 3) + 1).Select(i => World.Line(Size(b % 5_000 * i * 37, 5_000), Size(a + i, 4) + 1, Skus[Size(b + i, 3)], i)),
        ];
        var at = Size(c, 9) == 8 ? Now.AddDays(-7) : Now;
        var buy = World.Buy(New(purchases, "p"), at, lines);
        return buy with
        {
            Purchase = buy.Purchase with { Member = Who(c), Codes = Size(c, 4) == 1 ? ["HELLO"] : [], Location = Size(a, 2) == 0 ? "north" : null },
            Rewards = Size(c, 3) == 2 ? [new RewardInBasket { Reward = Rewards[Size(b, Rewards.Length)], Quantity = Size(a, 2) + 1 }] : [],
        };
    }

    /// <summary>Brings back a purchase one piece at a time, in an order that numbers choose.</summary>
    public void GiveBackInPieces(RecordPurchase buy, int[] numbers)
    {
        var pieces = buy.Purchase.Lines.SelectMany(l => Enumerable.Repeat(l.Number, (int)l.Quantity)).ToList();
        for (var i = 0; pieces.Count > 0; i++)
        {
            var next = Size(numbers[i % numbers.Length], pieces.Count);
            World.Accept(World.Return(buy.Purchase.Id.Value, Now, new LineBack { Line = pieces[next], Quantity = 1 }));
            pieces.RemoveAt(next);
        }
    }

    private ReturnLines Return(int a, int b, int c)
    {
        var of = purchases.Count == 0 ? "none" : purchases[Size(a, purchases.Count)];
        return Size(c, 3) == 0
            ? World.Return(of, Now)
            : World.Return(of, Now, new LineBack { Line = Size(b, 3) + 1, Quantity = Size(c, 2) == 0 ? null : 1 });
    }

    private static long? Units(int a, int b) => Size(a, 2) == 0 ? null : Size(b, 60);

    private RedemptionId Redemption(int a) => new(redemptions.Count == 0 ? "none" : redemptions[Size(a, redemptions.Count)]);

    private string New(List<string> names, string prefix)
    {
        names.Add($"{prefix}{++number}");
        return names[^1];
    }
}
