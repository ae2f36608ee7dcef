using FsCheck;
using FsCheck.Fluent;

namespace Laurel.Tests.Deciding;

/// <summary>For any numbers: baskets made of them, bought one after the other in a world, and some of them brought back in two parts.</summary>
internal static class Baskets
{
    private static readonly string[] Skus = ["A", "B", "C", "D"];
    private static readonly Arbitrary<int[]> Numbers = Gen.Choose(0, 1_000_000).ArrayOf(40).ToArbitrary();

    public static void Holds(Action<int[]> property) => Prop
        .ForAll(Numbers, numbers => property([.. numbers.Take(2 + numbers.FirstOrDefault() % 14)]))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(1, 2027));

    public static RecordPurchase Basket(this World world, int number, int i)
    {
        var at = World.Noon.AddHours(i * 13 + number % 40);
        return world.Buy($"p{i}", at, World.Line(500 + number % 3000, 1 + number % 3, Skus[number % 4]), World.Line(200, 1, Skus[number / 4 % 4], 2));
    }

    /// <summary>Plays the baskets that are kept, and with them or without them those that come back.</summary>
    public static World Play(this World world, int[] numbers, Func<World, int, int, RecordPurchase> basket, Func<int, bool> comesBack, bool withThem)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (withThem || !comesBack(i))
                world.Accept(basket(world, numbers[i], i));
        }
        for (var i = 0; i < numbers.Length; i++)
        {
            if (withThem && comesBack(i))
                GiveBack(world, numbers[i], i);
        }
        return world;
    }

    public static void GiveBack(World world, int number, int i)
    {
        var at = World.Noon.AddDays(30).AddMinutes(i);
        if (number % 2 == 0)
            world.Accept(world.Return($"p{i}", at, new LineBack { Line = 1, Quantity = 1 }));
        world.Accept(world.Return($"p{i}", at.AddSeconds(1)));
    }
}
