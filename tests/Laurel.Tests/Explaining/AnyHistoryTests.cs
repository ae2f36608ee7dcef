using Laurel.Explaining;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Explaining;

/// <summary>Histories thrown with dice, by definitions that use the whole vocabulary.</summary>
public sealed class AnyHistoryTests
{
    private static readonly MemberId Ada = MemberId.Of("ada");

    public static TheoryData<string, int> Throws =>
        [.. from file in (string[])["lumiere", "everything"] from seed in Enumerable.Range(1, 2) select (file, seed)];

    [Theory, MemberData(nameof(Throws))]
    public void Whatever_happens_is_explained_in_parts_that_add_up(string file, int seed)
    {
        var shop = new Telling(Program.Of(Telling.Read(file + ".json")));
        shop.Enrol("2026-01-05T08:00");
        var dice = new Random(seed);
        for (var hour = 0; hour < 120; hour++)
            Step(shop, dice, Telling.At("2026-01-06T06:00").AddHours(hour * 37));
        shop.Events.OfType<UnitsMoved>().Count().ShouldBeGreaterThan(20);
        foreach (var (happened, language) in from e in shop.Events from l in Languages.All select (e, l))
            Explained(happened, shop.Program, language);
    }

    private static void Explained(Event happened, Program program, Language language)
    {
        foreach (var audience in Enum.GetValues<Audience>())
        {
            var why = Explanation.Of(happened, program, language, audience);
            string.Join("\n", [why.Sentence, why.Sum, .. why.Notes, .. why.Parts.Select(p => p.Text)]).ShouldNotContain("{");
            if (happened is UnitsMoved moved)
                why.Parts.Sum(p => p.Amount).ShouldBe(moved.Amount, why.Sum);
        }
    }

    private static void Step(Telling shop, Random dice, DateTimeOffset at)
    {
        var definition = shop.Program.Versions[0].Definition;
        var command = (Command)(dice.Next(8) switch
        {
            0 or 1 or 2 or 3 => Basket(shop, dice, at),
            4 => new ReturnLines { Id = shop.Next(), At = at, Return = ReturnId.Of($"{at}"), Of = Bought(shop, dice), Lines = Back(dice) },
            5 => Reserve(shop, dice, at, definition.Rewards[dice.Next(definition.Rewards.Count)].Id),
            6 => new CancelRedemption { Id = shop.Next(), At = at, Redemption = Redeemed(shop, dice), Reason = "Changed her mind" },
            _ => Adjust(shop, dice, at, definition.Units[dice.Next(definition.Units.Count)].Id),
        });
        if (shop.Decide(command).Refusal is not { } refusal)
            shop.Do(command);
        else
            Languages.All.ShouldAllBe(l => !Refusals.Say(refusal, definition, l).Contains('{'));
    }

    private static AdjustUnits Adjust(Telling shop, Random dice, DateTimeOffset at, string unit) =>
        new() { Id = shop.Next(), At = at, Member = Ada, Unit = unit, Amount = dice.Next(-50, 2000), Reason = "Counted again" };

    private static RecordPurchase Basket(Telling shop, Random dice, DateTimeOffset at)
    {
        var lines = Enumerable.Range(1, dice.Next(1, 4)).Select(n => new Line
        {
            Number = n,
            Sku = $"S-{dice.Next(9)}",
            UnitPrice = dice.Next(100, 9000),
            Quantity = dice.Next(9) == 0 ? -1 : dice.Next(1, 5000) / 1000m,
            Category = dice.Next(2) == 0 ? "coffee" : "bread",
            Brand = dice.Next(2) == 0 ? "Acme" : null,
            Labels = dice.Next(2) == 0 ? ["own-brand"] : [],
            TaxRate = 0.21m,
            UnitCost = dice.Next(50, 90),
        });
        return shop.Basket($"R-{at:yyyyMMddHH}", $"{at:yyyy-MM-dd'T'HH:mm}", [.. lines]);
    }

    private static LineBack[] Back(Random dice) => dice.Next(2) == 0 ? [] : [new LineBack { Line = 1, Quantity = 0.5m }];

    private static ReserveReward Reserve(Telling shop, Random dice, DateTimeOffset at, string reward) => new()
    {
        Id = shop.Next(),
        At = at,
        Redemption = RedemptionId.Of($"red-{at:yyyyMMddHH}"),
        Member = Ada,
        Reward = reward,
        Units = dice.Next(1, 400),
        AtOnce = dice.Next(3) > 0,
        Until = dice.Next(2) == 0 ? at.AddHours(30) : null,
    };

    private static PurchaseId Bought(Telling shop, Random dice) =>
        shop.Events.OfType<PurchaseRecorded>().Select(p => p.Purchase).OrderBy(_ => dice.Next()).FirstOrDefault(PurchaseId.Of("none"));

    private static RedemptionId Redeemed(Telling shop, Random dice) =>
        shop.Events.OfType<RedemptionCaptured>().Select(r => r.Redemption).OrderBy(_ => dice.Next())
            .FirstOrDefault(RedemptionId.Of("none"));
}
