using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Measures;

/// <summary>What the pages of measurement say of the demo shop, whose true effect is known.</summary>
public sealed partial class MeasurementTests(DemoServer demo)
{
    [Theory]
    [InlineData("en", "effect|lift|incremental")]
    [InlineData("fr", "effet|lift|incrémental")]
    [InlineData("nl", "effect|lift|incrementeel")]
    [InlineData("et", "mõju|lift")]
    public async Task What_stands_on_the_lowest_rung_is_called_nothing_more(string language, string words)
    {
        using var visit = await demo.VisitAsync(language);
        var naive = (await visit.SeeAsync("/effect")).QuerySelector("#naive")!;
        naive.GetAttribute("data-rung").ShouldBe("E");
        naive.QuerySelector("[data-rung=E]")!.TextContent.ShouldNotBeEmpty();
        Regex.IsMatch(NotOne().Replace(naive.TextContent, ""), words, RegexOptions.IgnoreCase).ShouldBeFalse(naive.TextContent);
    }

    [Fact]
    public async Task Naive_and_causal_stand_side_by_side_each_with_its_rung()
    {
        using var visit = await demo.VisitAsync();
        var page = await visit.SeeAsync("/effect");
        var naive = Percent(page.QuerySelector("#naive .headline-figure")!);
        var joining = Percent(page.QuerySelector("#joining :is(.headline-figure, .headline-range)")!);
        naive.ShouldBeGreaterThan(3 * Math.Abs(joining));
        page.QuerySelector("#joining .rung")!.GetAttribute("data-rung").ShouldBeOneOf("C", "D");
        page.QuerySelector("#extras .rung")!.GetAttribute("data-rung").ShouldBe("A");
        page.QuerySelector("#extras")!.TextContent.ShouldContain("offers, messages and surprises");
    }

    [Fact]
    public async Task A_holdout_that_is_too_small_says_what_it_could_have_seen()
    {
        using var visit = await demo.VisitAsync();
        var page = await visit.SeeAsync("/experiments");
        page.QuerySelector("#exp_extras .headline-verdict")!.TextContent.ShouldMatch(@"Not enough data: we could only have seen [0-9.]+% or more\.");
        page.QuerySelector("#exp_extras")!.TextContent.ShouldContain("Guardrail");
        page.QuerySelector("#plan")!.TextContent.ShouldContain("could be seen");
    }

    [Fact]
    public async Task A_plan_is_fixed_with_what_is_withheld()
    {
        using var visit = await demo.VisitAsync();
        (await visit.SendAsync("/experiments", "/experiments", ("name", "Autumn"), ("withheld", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await visit.SendAsync("/experiments", "/experiments", ("name", "Autumn offers"), ("withheld", "offers of autumn"))).StatusCode.ShouldBeRedirect();
        (await visit.SeeAsync("/experiments")).Body!.TextContent.ShouldContain("offers of autumn");
    }

    [Fact]
    public async Task The_summary_has_a_headline_for_each_goal_and_hides_the_statistics()
    {
        using var visit = await demo.VisitAsync();
        var page = await visit.SeeAsync("/measures");
        var headlines = page.QuerySelectorAll(".headline");
        headlines.Length.ShouldBeGreaterThanOrEqualTo(8);
        headlines.Select(headline => headline.Id).ShouldBeUnique();
        headlines.ShouldNotContain(headline => headline.Id == "participation", "it is a goal");
        Ids(page).Take(3).ShouldBe(["goal-come-back", "goal-take-part", "goal-often"]);
        foreach (var headline in headlines)
        {
            headline.QuerySelector(".headline-verdict")!.TextContent.Trim().ShouldNotBeEmpty();
            headline.QuerySelectorAll(".rung").ShouldAllBe(r => r.Closest("details") != null);
        }
    }

    [Fact]
    public async Task A_metric_is_shown_of_a_part_and_downloaded()
    {
        using var visit = await demo.VisitAsync();
        var all = (await visit.SeeAsync("/measures/revenue")).QuerySelector(".numbers")!.TextContent;
        var part = await visit.SeeAsync("/measures/revenue?location=sablon&among=members&step=quarter");
        part.QuerySelector(".numbers")!.TextContent.ShouldNotBe(all);
        part.QuerySelectorAll(".slice option[selected]").Length.ShouldBe(3);
        var link = part.QuerySelectorAll(".numbers-files a").First(a => a.TextContent == "Parquet").GetAttribute("href")!;
        var file = await (await visit.GetAsync(link)).Content.ReadAsStringAsync();
        file.ShouldStartWith("PAR1");
    }

    [Fact]
    public async Task A_metric_is_shown_of_each_segment_in_every_language()
    {
        foreach (var language in (string[])["en", "fr", "nl", "et"])
        {
            using var visit = await demo.VisitAsync(language);
            var page = await visit.SeeAsync("/measures/average-spend-per-member?by=rfm&segment_on=2026-01-01");
            page.QuerySelectorAll("#parts tbody tr").Length.ShouldBeGreaterThan(2);
            page.DocumentElement.TextContent.ShouldNotContain("measures.");
        }
    }

    [Fact]
    public async Task What_is_owed_is_booked_in_entries_that_balance()
    {
        using var visit = await demo.VisitAsync();
        var page = await visit.SeeAsync("/owed");
        var sums = page.QuerySelectorAll("#entries .bookings-sum .number").Select(c => c.TextContent).ToList();
        sums.Count.ShouldBe(2);
        sums[0].ShouldBe(sums[1]);
        page.QuerySelectorAll("#cohorts svg").Length.ShouldBe(1);
        (await (await visit.GetAsync("/owed?format=parquet")).Content.ReadAsStringAsync()).ShouldStartWith("PAR1");
    }

    [Fact]
    public async Task Value_is_shown_with_its_back_test()
    {
        using var visit = await demo.VisitAsync();
        var page = await visit.SeeAsync("/value");
        var models = page.QuerySelectorAll(".numbers tbody tr").Select(r => r.QuerySelector("td")!.TextContent).ToList();
        models.ShouldBe(["BG/NBD", "MBG/NBD", "Pareto/NBD", "naive rate"], ignoreOrder: true);
        page.QuerySelectorAll("#leaving tbody tr").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_goal_is_set_and_dropped_and_advice_is_taken_up_with_its_cost()
    {
        using var visit = await demo.VisitAsync();
        var before = Ids(await visit.SeeAsync("/goals"));
        before.ShouldBe(["goal-come-back", "goal-take-part", "goal-often"]);
        var day = DateOnly.FromDateTime(DateTime.UnixEpoch).AddYears(100).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await IsRefusedAsync("target", ("what", "participation"), ("target", "900"), ("by", day));
        await IsRefusedAsync("by", ("what", "participation"), ("target", "90"), ("by", "2020-01-01"));
        await IsRefusedAsync("bound", ("what", "participation"), ("target", "90"), ("by", day), ("unless", "revenue"));
        (await visit.SendAsync("/goals", "/goals", ("what", "participation"), ("among", "Members"), ("target", "90"), ("by", day), ("proof", "effect"),
            ("unless", "return-rate"), ("bound", "0"))).StatusCode.ShouldBeRedirect();
        var page = await visit.SeeAsync("/goals");
        var made = Ids(page).Except(before).ShouldHaveSingleItem();
        page.GetElementById(made)!.TextContent.ShouldContain("Members who take part (members) from");
        page.GetElementById(made)!.TextContent.ShouldContain("Out of bounds: share of revenue that comes back");
        if (page.QuerySelector("form[action='/goals/take']") is not null)
        {
            (await visit.SendAsync("/goals", "/goals/take")).StatusCode.ShouldBeRedirect();
            (await visit.SeeAsync("/goals")).QuerySelectorAll("#taken tbody tr").ShouldNotBeEmpty();
        }
        (await visit.SendAsync("/goals", "/goals/drop", ("id", made))).StatusCode.ShouldBeRedirect();
        Ids(await visit.SeeAsync("/goals")).ShouldBe(before);

        async Task IsRefusedAsync(string field, params (string, string)[] typed)
        {
            var answer = await visit.SendAsync("/goals", "/goals", typed);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await Visit.ReadAsync(answer)).QuerySelectorAll("#set [aria-invalid=true]").Select(f => f.Id).ShouldBe(["field-" + field]);
        }
    }

    [Fact]
    public async Task A_goal_needs_nothing_that_it_does_not_use()
    {
        using var visit = await demo.VisitAsync();
        (await visit.SeeAsync("/goals")).QuerySelectorAll("#set [required]").Select(f => f.Id).ShouldBe(["field-target", "field-by"]);
    }

    [Fact]
    public async Task Goals_of_the_definition_stand_there_with_their_figure_and_are_dropped_nowhere_else()
    {
        using var visit = await demo.VisitAsync("et");
        var page = await visit.SeeAsync("/goals");
        foreach (var goal in (string[])["goal-come-back", "goal-take-part", "goal-often"])
        {
            var headline = page.GetElementById(goal)!;
            headline.QuerySelector(".headline-figure")!.TextContent.Trim().ShouldNotBe("–", goal);
            headline.QuerySelector("form").ShouldBeNull();
        }
        page.GetElementById("goal-come-back")!.TextContent.ShouldContain("Nad tulevad tagasi");
        page.GetElementById("goal-often")!.QuerySelector(".rung").ShouldNotBeNull();
    }

    [Fact]
    public async Task What_members_answer_is_shown_with_who_answered()
    {
        using var visit = await demo.VisitAsync();
        var page = await visit.SeeAsync("/satisfaction");
        foreach (var question in (string[])["satisfaction", "loyal-and-satisfied", "share-of-wallet"])
            page.QuerySelector($"#{question} svg").ShouldNotBeNull(question);
    }

    [Fact]
    public async Task Every_answer_of_the_demo_is_a_picture_or_a_comparison_beside_its_numbers()
    {
        using var visit = await demo.VisitAsync();
        var bare = new List<string>();
        foreach (var question in Laurel.Insight.Questions.Catalogue.All.Select(q => q.Id))
        {
            var page = await visit.SeeAsync("/measures/" + question);
            if (page.QuerySelector(".numbers tbody tr") is not null && page.QuerySelector(".answer svg, .answer-groups table") is null)
                bare.Add(question);
        }
        bare.ShouldBeEmpty();
    }

    private static List<string> Ids(IDocument page) => [.. page.QuerySelectorAll(".headline").Select(headline => headline.Id!)];

    private static double Percent(IElement element) => double.Parse(
        Number().Match(element.TextContent.Replace('−', '-')).Value.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("-?[0-9.]+%")]
    private static partial Regex Number();

    [Fact]
    public async Task What_it_is_worth_is_a_loss_where_it_costs_more_than_it_could_bring()
    {
        using var visit = await demo.VisitAsync();
        var page = await visit.SeeAsync("/effect?running=50000000");
        page.QuerySelector("#result p")!.TextContent.ShouldContain("A loss, even at the better end of the range. What");
    }

    [GeneratedRegex("not an effect|pas un effet|geen effect|mitte mõju|ei ole mõju", RegexOptions.IgnoreCase)]
    private static partial Regex NotOne();
}
