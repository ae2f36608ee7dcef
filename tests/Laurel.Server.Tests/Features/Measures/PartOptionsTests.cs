using System.CommandLine;
using Laurel.Insight.Facts;
using Laurel.Server.Features.Measures;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Measures;

public sealed class PartOptionsTests
{
    private readonly ColumnOptions columns = new();
    private readonly PartOptions part;
    private readonly System.CommandLine.Command verb = new("measure", "…");

    public PartOptionsTests()
    {
        part = new(columns);
        columns.AddTo(verb);
        part.AddTo(verb);
    }

    [Fact]
    public void No_verb_has_two_options_of_one_name()
    {
        foreach (var one in Host.Root().Subcommands.Concat(Host.Root().Subcommands.SelectMany(v => v.Subcommands)))
            one.Options.Select(o => o.Name).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => $"{one.Name} {g.Key}").ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_program_a_location_is_the_part_that_is_asked_of()
    {
        var asked = verb.Parse("--location sablon --channel till --among members --tier gold --step quarter");
        part.Slice(asked, isFile: false).ShouldBe(new Slice { Location = "sablon", Channel = "till", Among = Among.Members, Tier = "gold" });
        part.Step(asked).ShouldBe(PeriodUnit.Quarter);
    }

    [Fact]
    public void A_segment_is_asked_of_a_file_too()
    {
        var asked = verb.Parse("--segment rfm:champions --segment-on 2026-01-31 --among others");
        part.Slice(asked, isFile: true).ShouldBe(new Slice { Among = Among.Others, Segment = new(SegmentKind.Rfm, "champions") { On = new(2026, 1, 31) } });
    }

    [Fact]
    public void Of_a_file_a_location_is_a_column()
    {
        var asked = verb.Parse("--location Shop --channel Way");
        part.Slice(asked, isFile: true).ShouldBe(Slice.All);
        var layout = columns.Layout(asked, null)!;
        (layout.Location, layout.Channel).ShouldBe(("Shop", "Way"));
    }

    [Theory]
    [InlineData("--segment champions", true)]
    [InlineData("--segment-on 2026-01-31", false)]
    [InlineData("--segment rhythm:loyal --segment-on soon", false)]
    [InlineData("--tier gold", true)]
    [InlineData("--among strangers", false)]
    public void What_means_nothing_is_said(string words, bool isFile) =>
        Should.Throw<MisuseException>(() => part.Slice(verb.Parse(words), isFile));

    [Fact]
    public void A_step_is_a_period() => Should.Throw<MisuseException>(() => part.Step(verb.Parse("--step week")));
}
