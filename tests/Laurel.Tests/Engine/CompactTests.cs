using System.Text.Json;
using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class CompactTests
{
    [Fact]
    public void A_refusal_without_facts_reads_back_without_facts() =>
        Back(Refusal.AmountTooLarge()).Facts.ShouldBeEmpty();

    [Fact]
    public void A_reward_that_took_nothing_off_no_lines_reads_back_with_no_lines() =>
        Back(new DiscountGiven("mug", 0, [])).Lines.ShouldBeEmpty();

    private static T Back<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, Wire.Stored), Wire.Stored)!;
}
