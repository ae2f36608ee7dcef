using Laurel.Engine;
using Laurel.Insight.Facts;
using Laurel.Tests.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Facts;

/// <summary>No kind of event is forgotten by the facts: each leaves a row, or is left out on purpose.</summary>
public sealed class EveryKindTests
{
    private static readonly Program Program = Laurel.Program.Of(
        Laurel.Definitions.DefinitionReader.Read(Laurel.Engine.Definitions.Yaml.ReadOne("""
            program: shop
            zone: Europe/Brussels
            currency: EUR
            units: {point: {}}
            """).Document!).Definition!);

    public static TheoryData<string> Kinds => [.. Samples.Events.Select(e => e.GetType().Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_event_leaves_a_row_or_is_left_out_on_purpose(string kind)
    {
        var happened = Samples.Events.First(e => e.GetType().Name == kind);
        var isTold = Rows(happened is MemberEnrolled card ? card with { IsCard = false } : happened) > 0;
        isTold.ShouldBe(!Happenings.Untold.Contains(happened.GetType()),
            $"{kind} needs a fact (Facts/Happenings.cs), or a place among what is left out there");
    }

    [Fact]
    public void Gift_cards_are_nobody() =>
        Rows(Samples.Events.OfType<MemberEnrolled>().First() with { IsCard = true }).ShouldBe(0);

    [Fact]
    public void Money_between_partners_sums_to_zero_in_the_facts_too()
    {
        using var facts = Projected(Samples.Events.First(e => e is Laurel.Coalition.MoneyMoved));
        facts.Ask("SELECT concat(count(*), ' ', sum(micros), ' ', sum(units)) FROM money").ShouldBe("2 0 54");
    }

    private static int Rows(Event happened)
    {
        using var facts = Projected(happened);
        string[] own = ["progress", "settled", "customers", "kept_answers"];
        return FactsTables.All.Except(own).Except(Kept.Tables)
            .Sum(table => (int)facts.Ask($"SELECT count(*)::INTEGER FROM {table}")!);
    }

    private static FactsFile Projected(Event happened)
    {
        var facts = FactsFile.InMemory();
        using var batch = facts.Begin(Program.Id);
        if (happened is Laurel.Merges.MembersMerged merged)
            batch.Attribute(merged.Other.Value, merged.Member.Value);
        new Projection(batch).Add(Row(happened), Program);
        batch.Commit(1);
        return facts;
    }

    private static JournalRow Row(Event happened) => new()
    {
        Program = Program.Id,
        Seq = 1,
        Command = happened is PurchaseRecorded ? Samples.Commands.OfType<RecordPurchase>().First() : Samples.Commands[0],
        Events = [happened],
        Refusal = null,
        RecordedAt = happened.At,
    };
}
