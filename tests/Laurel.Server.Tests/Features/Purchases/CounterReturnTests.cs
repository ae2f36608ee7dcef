using System.Net;
using System.Text.RegularExpressions;
using Laurel.Server.Access;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Purchases;

/// <summary>Goods that come back at the counter: found, told before they are recorded, recorded once.</summary>
public sealed class CounterReturnTests(RunningServer server, Browser browser)
{
    private static readonly (string, string) OneKey = ("key", "0199c5f4-7a10-7000-8000-00000000c0de");

    [Fact]
    public async Task A_receipt_is_found_by_its_number()
    {
        var (receipt, _) = await BoughtAsync();
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        (await visit.GetAsync($"/returns?number=%20{receipt}%20")).Headers.Location!.OriginalString.ShouldBe("/purchases/" + receipt);
        var page = await visit.SeeAsync("/returns?number=" + receipt.ToUpperInvariant());
        page.QuerySelector("#field-number-error")!.TextContent.ShouldContain(receipt.ToUpperInvariant());
    }

    [Fact]
    public async Task A_member_s_history_leads_to_the_receipt()
    {
        var (receipt, member) = await BoughtAsync();
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        (await visit.SeeAsync("/members/" + member)).QuerySelector("a.timeline-title")!.GetAttribute("href").ShouldBe("/purchases/" + receipt);
    }

    [Fact]
    public async Task A_return_tells_the_same_before_and_after_and_counts_once()
    {
        var (receipt, member) = await BoughtAsync();
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var (page, action) = ("/purchases/" + receipt, $"/purchases/{receipt}/return");
        (string, string)[] form = [("key", Guid.CreateVersion7().ToString()), ("line-1", "2")];
        var before = await Visit.ReadAsync(await visit.SendAsync(page, action, action + "/try", form));
        before.Body!.TextContent.ShouldContain("€20.00");
        before.Body.TextContent.ShouldContain("−20 beans");
        (await BalanceAsync(member)).ShouldBe(42);
        var first = await visit.SendAsync(page, action, form);
        (await visit.SendAsync(page, action, form)).Headers.Location.ShouldBe(first.Headers.Location);
        var told = (await visit.SeeAsync(first.Headers.Location!.OriginalString)).QuerySelector(".callout.good .why-parts")!;
        told.TextContent.ShouldBe(before.QuerySelector(".why-parts")!.TextContent);
        (await BalanceAsync(member)).ShouldBe(22);
    }

    [Theory]
    [InlineData("", "Choose what comes back")]
    [InlineData("0", "Choose what comes back")]
    [InlineData("4", "3 can come back at most")]
    [InlineData("-1", "3 can come back at most")]
    [InlineData("two", "3 can come back at most")]
    public async Task A_quantity_that_cannot_come_back_is_asked_for_again(string quantity, string why)
    {
        var (receipt, member) = await BoughtAsync();
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var answer = await visit.SendAsync("/purchases/" + receipt, $"/purchases/{receipt}/return", OneKey, ("line-1", quantity));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Visit.ReadAsync(answer)).QuerySelector("#goods [role=alert]")!.TextContent.ShouldContain(why);
        (await BalanceAsync(member)).ShouldBe(42);
    }

    [Fact]
    public async Task What_was_spent_already_is_told_as_owed()
    {
        var (receipt, member) = await BoughtAsync();
        using var api = new Api(server);
        var taken = await api.PostAsync("/programs/lumiere/redemptions", $$"""{"member": "{{member}}", "reward": "espresso", "at_once": true}""");
        taken.Status.ShouldBe(HttpStatusCode.Created, taken.Text);
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var all = await visit.SeeAsync($"/purchases/{receipt}?all=true");
        all.QuerySelector("#outcome")!.TextContent.ShouldContain("owes 40 beans");
    }

    [Fact]
    public async Task A_receipt_without_a_card_gives_money_back_and_nothing_else()
    {
        var receipt = "R-" + Guid.NewGuid().ToString("N")[..8];
        using var api = new Api(server);
        (await api.PostAsync("/programs/lumiere/purchases", Api.Basket(null, receipt, 12.50m))).Status.ShouldBe(HttpStatusCode.Created);
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var outcome = (await visit.SeeAsync($"/purchases/{receipt}?all=true")).QuerySelector("#outcome")!.TextContent;
        outcome.ShouldContain("€12.50");
        outcome.ShouldContain("Units stay as they are");
    }

    [Fact]
    public async Task What_came_back_wholly_cannot_come_back_again()
    {
        var (receipt, _) = await BoughtAsync();
        using var api = new Api(server);
        await api.PostAsync($"/programs/lumiere/purchases/{receipt}/returns", "{}");
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var page = await visit.SeeAsync("/purchases/" + receipt);
        page.QuerySelector("#goods")!.TextContent.ShouldContain("came back");
        page.QuerySelector("#goods form").ShouldBeNull();
    }

    [Fact]
    public async Task An_auditor_sees_the_receipt_and_returns_nothing()
    {
        var (receipt, _) = await BoughtAsync();
        using var visit = await Visit.SignedInAsync(server, Role.Auditor);
        (await visit.SeeAsync($"/purchases/{receipt}?all=true")).QuerySelector("#goods form").ShouldBeNull();
        (await visit.GetAsync("/purchases/R-of-nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("en", "The return is recorded", "−10 beans")]
    [InlineData("fr", "Le retour est enregistré", "−10 grains")]
    [InlineData("nl", "De retour is vastgelegd", "−10 bonen")]
    [InlineData("et", "Tagastus on salvestatud", "−10 uba")]
    public async Task A_cashier_returns_on_a_phone_with_keys_alone(string language, string done, string units)
    {
        var (receipt, member) = await BoughtAsync();
        var page = await browser.SignedInAsync(server, Role.Cashier, language, width: 390, height: 844);
        await page.GotoAsync("/returns");
        await page.Locator("#field-number:focus").WaitForAsync();
        await page.Keyboard.TypeAsync(receipt);
        await Assertions.Expect(page.Locator("#field-number")).ToHaveValueAsync(receipt);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/purchases/"));
        await page.Locator("#line-1").FocusAsync();
        await page.Keyboard.TypeAsync("1");
        await page.Locator("#outcome .why-parts").WaitForAsync();
        await Browser.ShootAsync(page, $"return-told.{language}.390");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("done="));
        await Browser.ShootAsync(page, $"return-done.{language}.390");
        var told = await page.Locator(".callout.good").InnerTextAsync();
        told.ShouldContain(done);
        told.ShouldContain(units);
        (await BalanceAsync(member)).ShouldBe(32);
        await page.Context.CloseAsync();
    }

    /// <summary>Three bags at €10 and a cup at €12.50, long enough ago that nothing is pending: 42 beans.</summary>
    private async Task<(string Receipt, string Member)> BoughtAsync()
    {
        using var api = new Api(server);
        var (member, receipt) = (await api.EnrolAsync(), "r-" + Guid.NewGuid().ToString("N")[..8]);
        var told = await api.PostAsync("/programs/lumiere/purchases", $$"""
            {"id": "{{receipt}}", "member": "{{member}}", "at": "2026-02-02T09:00:00Z", "currency": "EUR",
             "lines": [{"sku": "BAG-250", "quantity": "3", "unit_price": "10.00"}, {"sku": "CUP", "unit_price": "12.50"}]}
            """);
        told.Status.ShouldBe(HttpStatusCode.Created, told.Text);
        return (receipt, member);
    }

    private async Task<long> BalanceAsync(string member)
    {
        using var api = new Api(server);
        return (await api.GetAsync($"/programs/lumiere/members/{member}")).Number("balances.0.available");
    }
}
