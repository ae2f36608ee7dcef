using System.Net;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Cards;

/// <summary>Gift cards and credit from their first cent to the last.</summary>
public sealed class CardsTests(RunningServer server)
{
    private const string Path = "/programs/neighbours";

    [Fact]
    public async Task A_card_is_sold_pays_and_gets_back_what_it_paid()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var sold = await api.PostAsync(Path + "/purchases", Basket("C-1", """{"sku": "CARD-50", "kind": "gift-card", "unit_price": "50.00", "loads": "card-4711"}"""));
        sold.Status.ShouldBe(HttpStatusCode.Created, sold.Text);
        (sold.Number("total.amount"), sold.Number("to_pay.amount")).ShouldBe((5000, 5000));
        (await api.GetAsync(Path + "/cards/card-4711")).Number("balances.0.available.amount").ShouldBe(5000);

        var paid = await api.PostAsync(Path + "/purchases", Basket("C-2", """{"sku": "JAM", "unit_price": "30.00"}""", """, "pays": [{"card": "card-4711"}]"""));
        (paid.Number("paid.0.amount.amount"), paid.Number("paid.0.left.amount"), paid.Number("to_pay.amount")).ShouldBe((3000, 2000, 0));

        var back = await api.PostAsync(Path + "/purchases/C-2/returns", "{}");
        back.Number("to_cards.0.amount.amount").ShouldBe(3000);
        (await api.GetAsync(Path + "/cards/card-4711")).Number("balances.0.available.amount").ShouldBe(5000);
    }

    [Fact]
    public async Task A_card_pays_no_more_than_is_on_it_and_its_number_cannot_be_guessed()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var card = await api.PostAsync(Path + "/cards", """{"amount": {"amount": 1000, "currency": "EUR"}, "at": "2026-03-01T09:00:00Z"}""");
        card.Status.ShouldBe(HttpStatusCode.Created, card.Text);
        var id = card.String("id");
        id.Length.ShouldBeGreaterThan(15);
        var asked = await api.PostAsync(Path + "/purchases", Basket("C-3", """{"sku": "JAM", "unit_price": "30.00"}""",
            $$$""", "pays": [{"card": "{{{id}}}", "amount": {"amount": 1500, "currency": "EUR"}}]"""));
        asked.Problem(HttpStatusCode.Conflict).ShouldBe("not-enough-units");
        var rest = await api.PostAsync(Path + "/purchases", Basket("C-4", """{"sku": "JAM", "unit_price": "30.00"}""", $$""", "pays": [{"card": "{{id}}"}]"""));
        (rest.Number("paid.0.amount.amount"), rest.Number("to_pay.amount")).ShouldBe((1000, 2000));
    }

    [Fact]
    public async Task A_top_up_by_hand_has_a_reason_and_happens_once()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var id = (await api.PostAsync(Path + "/cards", "{}")).String("id");
        (await api.PostAsync($"{Path}/cards/{id}/top-ups", """{"amount": {"amount": 500, "currency": "EUR"}}""")).Problem(HttpStatusCode.BadRequest);
        const string TopUp = """{"amount": {"amount": 500, "currency": "EUR"}, "reason": "sorry for the wait"}""";
        (await api.PostAsync($"{Path}/cards/{id}/top-ups", TopUp, "top-up-1")).Number("balances.0.available.amount").ShouldBe(500);
        (await api.PostAsync($"{Path}/cards/{id}/top-ups", TopUp, "top-up-1")).IsReplayed.ShouldBeTrue();
        (await api.GetAsync($"{Path}/cards/{id}")).Number("balances.0.available.amount").ShouldBe(500);
        (await api.GetAsync(Path + "/cards/ada")).Problem(HttpStatusCode.NotFound).ShouldBe("unknown-card");
    }

    [Fact]
    public async Task Credit_of_a_member_pays_and_can_be_loaded_by_a_line()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var member = (await api.PostAsync(Path + "/members", """{"at": "2026-01-01T09:00:00Z"}""")).String("id");
        await api.PostAsync(Path + "/purchases", Basket("C-5", $$"""{"sku": "CREDIT", "kind": "gift-card", "unit_price": "20.00", "loads": "{{member}}"}"""));
        var paid = await api.PostAsync(Path + "/purchases", Basket("C-6", """{"sku": "JAM", "unit_price": "12.00"}""",
            $$""", "member": "{{member}}", "pays": [{"unit": "gift"}]"""));
        (paid.Number("paid.0.amount.amount"), paid.Number("paid.0.left.amount"), paid.String("paid.0.account")).ShouldBe((1200, 800, member));
    }

    [Fact]
    public async Task Units_of_several_members_move_all_or_not_at_all()
    {
        using var api = new Api(server, NeighboursShop.Organization);
        var one = (await api.PostAsync(Path + "/members", """{"at": "2026-01-01T09:00:00Z"}""")).String("id");
        var two = (await api.PostAsync(Path + "/members", """{"at": "2026-01-01T09:00:00Z"}""")).String("id");
        string Batch(int taken) => $$"""
            {"items": [{"do": "adjust", "member": "{{one}}", "unit": "point", "amount": 50, "reason": "fair"},
                       {"do": "adjust", "member": "{{two}}", "unit": "point", "amount": 10, "reason": "fair"},
                       {"do": "adjust", "member": "{{two}}", "unit": "point", "amount": -{{taken}}, "reason": "mistake"}]}
            """;
        var refused = await api.PostAsync(Path + "/units", Batch(20));
        refused.Problem(HttpStatusCode.Conflict).ShouldBe("not-enough-units");
        refused.String("item").ShouldBe("3");
        (await api.GetAsync($"{Path}/members/{one}")).Number("balances.0.available").ShouldBe(0);
        var done = await api.PostAsync(Path + "/units", Batch(4), "units-1");
        done.Status.ShouldBe(HttpStatusCode.Created, done.Text);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await api.PostAsync(Path + "/units", Batch(4), "units-1")).IsReplayed.ShouldBeTrue();
        (await api.GetAsync($"{Path}/members/{two}")).Number("balances.0.available").ShouldBe(6);
    }

    private static string Basket(string id, string line, string more = "") =>
        $$"""{"id": "{{id}}", "at": "2026-03-10T10:00:00Z", "location": "brussels", "currency": "EUR", "lines": [{{line}}]{{more}}}""";
}
