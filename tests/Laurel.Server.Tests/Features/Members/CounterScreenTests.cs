using Laurel.Server.Access;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>The counter as a cashier's hands know it: typed and clicked in a browser.</summary>
public sealed class CounterScreenTests(RunningServer server, Browser browser)
{
    [Fact]
    public async Task Goods_are_added_line_by_line_and_told_what_they_earn_before_they_are_sold()
    {
        using var api = new Api(server);
        var member = await api.EnrolAsync();
        var page = await browser.SignedInAsync(server, Role.Cashier);
        await page.GotoAsync("/members/" + member);

        await page.Locator("#field-paid").FillAsync("3.40");
        await Assertions.Expect(page.Locator("#earns")).ToContainTextAsync("+3 beans");
        await page.Locator(".sale-more").ClickAsync();
        await Assertions.Expect(page.Locator("#sale-goods .sale-line")).ToHaveCountAsync(2);
        (await page.Locator("#sale-goods input[name=price]").First.InputValueAsync()).ShouldBe("3.40", "what was typed already stays");
        await page.Locator(".sale-more").ClickAsync();
        var second = page.Locator("#sale-goods .sale-line").Nth(1);
        await second.Locator("input[name=goods]").FillAsync("CUP");
        await second.Locator("input[name=price]").FillAsync("12.50");
        await Assertions.Expect(page.Locator("#earns")).ToContainTextAsync("€15.90");

        await page.Locator("#field-paid").Locator("xpath=ancestor::form").Locator("button.primary").ClickAsync();
        await Assertions.Expect(page.Locator(".callout.good")).ToContainTextAsync("15 beans");
        (await api.GetAsync($"/programs/lumiere/members/{member}")).Number("balances.0.pending").ShouldBeGreaterThan(0);
    }
}
