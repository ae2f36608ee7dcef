using System.Net;
using System.Text.Json.Nodes;
using Laurel.Insight.Questions;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Measures;

public sealed class ReadMeasuresTests(RunningServer server) : IDisposable
{
    private readonly Api api = new(server, Laurel.Server.Access.Scope.Read);

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Every_measure_is_answered_with_its_definition()
    {
        var listed = (await api.In("fr").GetAsync("/programs/lumiere/measures")).Json["data"]!.AsArray();
        listed.Count.ShouldBe(Catalogue.All.Count);
        foreach (var measure in listed)
        {
            var told = await api.GetAsync($"/programs/lumiere/measures/{measure!["id"]}");
            told.Status.ShouldBe(HttpStatusCode.OK, told.Text);
            told.String("definition").ShouldBe(measure["definition"]!.GetValue<string>());
            told.String("maturity").ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task A_measure_is_asked_of_a_part()
    {
        var all = await api.GetAsync("/programs/lumiere/measures/overview");
        var none = await api.GetAsync("/programs/lumiere/measures/overview?location=nowhere");
        var there = await api.GetAsync("/programs/lumiere/measures/overview?location=brussels&step=quarter&as_of=2026-03-01");
        Orders(all).ShouldBeGreaterThan(Orders(there));
        none.Problem(HttpStatusCode.NotFound).ShouldBe("nothing-measured");
        there.String("location").ShouldBe("brussels");
        there.String("as_of").ShouldBe("2026-03-01");
    }

    [Fact]
    public async Task A_measure_is_asked_of_a_segment_and_of_each()
    {
        var all = await api.GetAsync("/programs/lumiere/measures/overview?by=rfm");
        Customers(all.Json).ShouldBe(all.Json["parts"]!.AsArray().Sum(part => Customers(part!)));
        all.Json["parts"]!.AsArray().Select(p => p!["segment"]!.GetValue<string>()).ShouldBeSubsetOf(Insight.Facts.Segment.OfPurchases);
        var first = all.Json["parts"]![0]!["segment"]!.GetValue<string>();
        var part = await api.GetAsync($"/programs/lumiere/measures/overview?segment={first}&segment_on={all.String("as_of")}");
        (part.String("segment"), part.String("segment_on")).ShouldBe((first, all.String("as_of")));
        part.Json["remarks"]!.AsArray().Select(r => r!["code"]!.GetValue<string>()).ShouldBe(["found-by-purchases"]);
        (await api.GetAsync("/programs/lumiere/measures/overview?by=rfm&format=csv")).Text.ShouldContain($",segment={first}\r\n");
    }

    /// <summary>Before, a place was passed over by what members have.</summary>
    [Fact]
    public async Task Every_measure_is_asked_of_every_kind_of_part()
    {
        foreach (var part in (string[])["location=brussels", "channel=till", "segment=rhythm:loyal", "segment=monetary:5", "among=members", "tier=gold"])
        {
            foreach (var question in Catalogue.All)
            {
                var told = await api.GetAsync($"/programs/lumiere/measures/{question.Id}?{part}");
                if (told.Status != HttpStatusCode.OK)
                    told.Problem(HttpStatusCode.NotFound).ShouldBe("nothing-measured", $"{question.Id}?{part}");
            }
        }
    }

    [Fact]
    public async Task A_measure_is_a_file_too()
    {
        var csv = await api.GetAsync("/programs/lumiere/measures/revenue?format=csv");
        csv.Type.ShouldBe("text/csv");
        csv.Text.ShouldStartWith("question,measure,");
        (await api.GetAsync("/programs/lumiere/measures/revenue?format=parquet")).Text.ShouldStartWith("PAR1");
    }

    [Fact]
    public async Task What_means_nothing_is_refused()
    {
        (await api.GetAsync("/programs/lumiere/measures/luck")).Problem(HttpStatusCode.NotFound).ShouldBe("unknown-measure");
        (await api.GetAsync("/programs/lumiere/measures/revenue?step=week")).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
        (await api.GetAsync("/programs/lumiere/measures/revenue?segment=champions")).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
        (await api.GetAsync("/programs/lumiere/measures/revenue?by=luck")).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
        (await api.GetAsync("/programs/lumiere/measures/revenue?format=pdf")).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
    }

    private static long Orders(Told told) => Total(told.Json, "orders");

    private static long Customers(JsonNode answer) => Total(answer, "customers");

    private static long Total(JsonNode answer, string measure) =>
        answer["figures"]!.AsArray().Single(f => f!["measure"]!.GetValue<string>() == measure)!["total"]!.GetValue<long>();
}
