using System.Text.RegularExpressions;
using Laurel.Server.Access;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>A member who forgot her card comes back with the receipt.</summary>
public sealed class CounterClaimTests(RunningServer server, Browser browser)
{
    [Theory]
    [InlineData("en", "Receipt of €12.50 claimed", "12 beans")]
    [InlineData("fr", "réclamé", "12 grains")]
    [InlineData("nl", "opgeëist", "12 bonen")]
    [InlineData("et", "Lisatud ostutšekk", "12 uba")]
    public async Task A_cashier_claims_a_receipt_on_a_phone_with_keys_alone(string language, string done, string units)
    {
        using var api = new Api(server);
        var (member, receipt) = (await api.EnrolAsync(), "c-" + Guid.NewGuid().ToString("N")[..8]);
        (await api.PostAsync("/programs/lumiere/purchases", Api.Basket(null, receipt, 12.50m, at: "2026-03-02T09:00:00Z"))).Status.ShouldBe(System.Net.HttpStatusCode.Created);
        var page = await browser.SignedInAsync(server, Role.Cashier, language, width: 390, height: 844);
        await page.GotoAsync("/members/" + member);
        await page.Locator("#claim > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("#field-claimed:focus").WaitForAsync();
        await page.Keyboard.TypeAsync(receipt);
        await Browser.ShootAsync(page, $"claim-asked.{language}.390");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("done="));
        await Browser.ShootAsync(page, $"claim-done.{language}.390");
        var told = (await page.Locator(".callout.good").InnerTextAsync()).Replace('\u00a0', ' ');
        told.ShouldContain(done);
        told.ShouldContain(units);
        (await api.GetAsync($"/programs/lumiere/members/{member}")).Number("purchases").ShouldBe(1);
        await page.Context.CloseAsync();
    }
}
