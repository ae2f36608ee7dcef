using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Laurel.Tests;

public sealed class RoundTests
{
    [Theory]
    [InlineData(0.21, 121, 100)]
    [InlineData(0.21, -121, -100)]
    [InlineData(0.06, 940, 887)]
    [InlineData(1, 1, 1)]
    [InlineData(1, -1, -1)]
    [InlineData(0, 7, 7)]
    [InlineData(0.055, 211, 200)]
    public void An_amount_without_its_tax_has_halves_away_from_zero(double rate, long amount, long without) =>
        Round.Without((decimal)rate, amount).ShouldBe(without);

    [Fact]
    public void It_is_what_decimals_say_of_any_rate_and_amount()
    {
        var rates = Gen.Choose(0, 10_000_000).SelectMany(parts => Gen.Choose(0, 9), (parts, scale) => parts / (decimal)Math.Pow(10, scale));
        var amounts = Gen.Choose(int.MinValue, int.MaxValue).SelectMany(high => Gen.Choose(0, 30), (amount, shift) => (long)amount << shift);
        var both = rates.SelectMany(rate => amounts, (rate, amount) => (rate, amount));
        Prop.ForAll(both.ToArbitrary(), b => Round.Without(b.rate, b.amount) == Round.Money(b.amount / (1 + b.rate))).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
