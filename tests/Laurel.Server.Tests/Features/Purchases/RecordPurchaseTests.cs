using System.Net;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Purchases;

public sealed class RecordPurchaseTests(RunningServer server) : IDisposable
{
    private readonly Api api = new(server);

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_purchase_earns_and_says_why()
    {
        var member = await api.EnrolAsync();
        var told = await api.BuyAsync(member, "why-1", 9.40m, at: "2026-02-03T09:00:00Z");
        told.Status.ShouldBe(HttpStatusCode.Created);
        told.Headers["Location"].ShouldBe("/v1/programs/lumiere/purchases/why-1");
        told.Json["total"]!.ToJsonString().ShouldBe("""{"amount":940,"currency":"EUR"}""");
        told.Number("entries.0.amount").ShouldBe(18);
        told.Json["entries"]![0]!["why"]!["parts"]!.AsArray().Sum(p => p!["amount"]!.GetValue<long>()).ShouldBe(18);
        told.String("entries.0.why.parts.1.rule").ShouldBe("coffee-tuesday");
    }

    [Fact]
    public async Task Sentences_are_written_for_who_asks_for_them()
    {
        var member = await api.EnrolAsync();
        (await api.BuyAsync(member, "said-1", 9.40m, at: "2026-02-03T09:00:00Z")).Json["entries"]![0]!["why"]!["text"].ShouldBeNull();
        var read = await api.In("fr").GetAsync("/programs/lumiere/purchases/said-1");
        var told = await api.PostAsync("/programs/lumiere/purchases?explain=true", Api.Basket(member, "said-2", 9.40m, "2026-02-03T10:00:00Z"));
        told.String("entries.0.why.text").ShouldContain("said-2");
        told.String("entries.0.why.text").Replace("said-2", "said-1").ShouldBe(read.String("purchase.entries.0.why.text"));
    }

    [Fact]
    public async Task The_same_key_again_gets_the_same_answer_and_no_second_effect()
    {
        var member = await api.EnrolAsync();
        var first = await api.BuyAsync(member, "again-1", 10m, "again-key");
        var second = await api.BuyAsync(member, "again-1", 10m, "again-key");
        second.IsReplayed.ShouldBeTrue();
        second.Text.ShouldBe(first.Text);
        (await api.GetAsync($"/programs/lumiere/members/{member}")).Number("balances.0.available").ShouldBe(10);
    }

    [Fact]
    public async Task The_same_receipt_from_another_till_counts_once()
    {
        var member = await api.EnrolAsync();
        await api.BuyAsync(member, "till-1", 10m);
        var second = await api.BuyAsync(member, "till-1", 10m);
        second.IsReplayed.ShouldBeTrue();
        (await api.GetAsync($"/programs/lumiere/members/{member}")).Number("balances.0.available").ShouldBe(10);
    }

    [Fact]
    public async Task The_same_receipt_with_another_content_is_a_conflict()
    {
        var member = await api.EnrolAsync();
        await api.BuyAsync(member, "other-1", 10m);
        var told = await api.BuyAsync(member, "other-1", 11m);
        told.Problem(HttpStatusCode.Conflict).ShouldBe("already-recorded");
        told.String("differs").ShouldContain("lines");
    }

    [Fact]
    public async Task The_same_key_for_another_basket_is_refused()
    {
        var member = await api.EnrolAsync();
        await api.BuyAsync(member, "reused-1", 10m, "reused-key");
        (await api.BuyAsync(member, "reused-2", 10m, "reused-key")).Problem(HttpStatusCode.UnprocessableEntity).ShouldBe("idempotency-key-reused");
    }

    [Fact]
    public async Task Twenty_at_once_with_one_key_are_one_purchase()
    {
        var member = await api.EnrolAsync();
        var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.BuyAsync(member, "burst-1", 10m, "burst-key")));
        told.Count(t => t.Status == HttpStatusCode.Created && !t.IsReplayed).ShouldBe(1);
        told.Select(t => t.Text).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_changes_nothing()
    {
        var member = await api.EnrolAsync();
        var dry = await api.BuyAsync(member, "dry-1", 10m, dry: true);
        dry.Headers["Dry-Run"].ShouldBe("true");
        dry.Number("entries.0.amount").ShouldBe(10);
        (await api.GetAsync("/programs/lumiere/purchases/dry-1")).Problem(HttpStatusCode.NotFound).ShouldBe("unknown-purchase");
    }

    [Fact]
    public async Task A_member_is_recognised_by_her_phone_however_it_is_written()
    {
        var member = await api.EnrolAsync("""{"type": "phone", "value": "+32 470 00 00 01"}""");
        var told = await api.PostAsync("/programs/lumiere/purchases", """
            {"id": "phone-1", "identifier": {"type": "phone", "value": "0032 470/00.00.01"}, "currency": "EUR", "lines": [{"sku": "A", "unit_price": "5.00"}]}
            """);
        told.String("member").ShouldBe(member);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_with_its_path()
    {
        var told = await api.PostAsync("/programs/lumiere/purchases", """
            {"currency": "EUR", "lines": [{"sku": "A", "unit_price": "5.00", "discount": {"amount": 10, "currency": "USD"}}, {"unit_price": "1.1234567"}]}
            """);
        told.Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
        told.Json["errors"]!.AsArray().Select(e => $"{e!["path"]} {e["code"]}").ShouldBe(
            ["id required", "lines[0].discount.currency other-currency", "lines[1].sku required", "lines[1].unit_price too-precise"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"id": "x", "curency": "EUR"}""", "curency", "unknown-field")]
    [InlineData("""{"id": 7}""", "id", "other-kind")]
    [InlineData("""{"id": "x", "lines": [{"quantity": "many"}]}""", "lines[0].quantity", "other-kind")]
    [InlineData("""{"id": """, "", "not-json")]
    public async Task What_cannot_be_read_is_told_with_its_place(string body, string path, string code)
    {
        var told = await api.PostAsync("/programs/lumiere/purchases", body);
        told.Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");
        told.String("errors.0.path").ShouldBe(path);
        told.String("errors.0.code").ShouldBe(code);
    }

    [Theory]
    [InlineData("en", "There is no such member")]
    [InlineData("fr-BE", "Ce membre n’existe pas")]
    [InlineData("nl", "Dit lid bestaat niet")]
    [InlineData("et", "Sellist liiget pole")]
    public async Task A_refusal_speaks_the_callers_language(string language, string title)
    {
        var told = await api.In(language).BuyAsync("mem_nobody", "nobody-" + language, 10m);
        told.Problem(HttpStatusCode.NotFound).ShouldBe("unknown-member");
        told.String("title").ShouldBe(title);
        told.String("member").ShouldBe("mem_nobody");
    }

    [Fact]
    public async Task A_batch_answers_each_row_for_itself()
    {
        var member = await api.EnrolAsync();
        var body = $$"""{"purchases": [{{Api.Basket(member, "row-1", 10m)}}, {{Api.Basket("mem_nobody", "row-2", 10m)}}, {"id": "row-3"}, {{Api.Basket(member, "row-4", 5m)}}]}""";
        var told = await api.PostAsync("/programs/lumiere/purchases/batch", body, "batch-key");
        told.Json["rows"]!.AsArray().Select(r => r!["status"]!.GetValue<int>()).ShouldBe([201, 404, 400, 201]);
        told.Number("recorded").ShouldBe(2);
        told.String("rows.1.problem.code").ShouldBe("unknown-member");
        var again = await api.PostAsync("/programs/lumiere/purchases/batch", body, "batch-key");
        again.Number("replayed").ShouldBe(2);
        (await api.GetAsync($"/programs/lumiere/members/{member}/balances")).Number("data.0.available").ShouldBe(15);
    }

    [Fact]
    public async Task A_return_takes_back_what_its_purchase_earned()
    {
        var member = await api.EnrolAsync();
        await api.BuyAsync(member, "back-1", 10m);
        var told = await api.PostAsync("/programs/lumiere/purchases/back-1/returns", """{"id": "ret-1"}""");
        told.Status.ShouldBe(HttpStatusCode.Created, told.Text);
        told.Number("entries.0.amount").ShouldBe(-10);
        told.Number("total.amount").ShouldBe(1000);
        var found = await api.GetAsync("/programs/lumiere/purchases/back-1");
        found.String("returned.0.quantity").ShouldBe("1");
        (await api.PostAsync("/programs/lumiere/purchases/back-1/returns", "{}")).Problem(HttpStatusCode.Conflict).ShouldBe("already-returned");
    }

    [Fact]
    public async Task A_receipt_of_nobody_is_claimed_once()
    {
        var (ada, bob) = (await api.EnrolAsync(), await api.EnrolAsync());
        await api.PostAsync("/programs/lumiere/purchases", Api.Basket(null, "lost-1", 10m));
        var told = await ClaimAsync(ada);
        told.Status.ShouldBe(HttpStatusCode.Created, told.Text);
        told.Number("entries.0.amount").ShouldBe(10);
        told.String("day").ShouldBe("2026-02-02");
        (await ClaimAsync(bob)).Problem(HttpStatusCode.Conflict).ShouldBe("claimed-already");
        (await api.GetAsync("/programs/lumiere/purchases/lost-1")).String("purchase.member").ShouldBe(ada);
        (await api.PostAsync("/programs/lumiere/purchases/lost-1/returns", "{}")).Number("entries.0.amount").ShouldBe(-10);
        (await api.PostAsync("/programs/lumiere/purchases/lost-1/claim", "{}")).Problem(HttpStatusCode.BadRequest).ShouldBe("malformed-request");

        Task<Told> ClaimAsync(string member) =>
            api.PostAsync("/programs/lumiere/purchases/lost-1/claim", $$"""{"member": "{{member}}", "at": "2026-02-05T09:00:00Z"}""");
    }
}
