using Laurel.Insight.Charts;
using Laurel.Insight.Questions;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Charts;

public sealed class NumberStyleTests
{
    private static readonly Currency Euro = Currency.TryParse("EUR")!.Value;

    [Theory]
    [InlineData(Language.English, "29.2%", "€12.34", "€10,667", "1.60")]
    [InlineData(Language.French, "29,2 %", "12,34 €", "10 667 €", "1,60")]
    [InlineData(Language.Dutch, "29,2%", "€ 12,34", "€ 10.667", "1,60")]
    [InlineData(Language.Estonian, "29,2%", "12,34 €", "10 667 €", "1,60")]
    public void Numbers_are_written_as_the_language_writes_them(Language language, string share, string money, string much, string mean)
    {
        Plain(new NumberStyle(language, Unit.Share).Exact(0.292)).ShouldBe(share);
        Plain(new NumberStyle(language, Unit.Money, Euro).Exact(12.34)).ShouldBe(money);
        Plain(new NumberStyle(language, Unit.Money, Euro).Exact(10666.68)).ShouldBe(much);
        Plain(new NumberStyle(language, Unit.Mean).Exact(1.6)).ShouldBe(mean);
    }

    [Fact]
    public void An_axis_writes_large_numbers_short()
    {
        new NumberStyle(Language.English, Unit.Money, Euro).Short(1_500_000).ShouldBe("€1.5M");
        new NumberStyle(Language.English, Unit.Count).Short(15_000).ShouldBe("15k");
        new NumberStyle(Language.English, Unit.Count).Short(2_500).ShouldBe("2,500");
        new NumberStyle(Language.English, Unit.Share).Short(0.25).ShouldBe("25%");
        Plain(new NumberStyle(Language.Estonian, Unit.Money, Euro).Short(15_000)).ShouldBe("15 tuh €");
    }

    [Fact]
    public void Money_without_a_currency_has_no_sign() =>
        new NumberStyle(Language.English, Unit.Money, new Currency("XXX", 2)).Exact(12.5).ShouldBe("12.50");

    [Fact]
    public void Yen_have_no_decimals() =>
        new NumberStyle(Language.English, Unit.Money, Currency.TryParse("JPY")).Exact(700).ShouldBe("¥700");

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
