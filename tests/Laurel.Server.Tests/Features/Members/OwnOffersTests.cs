using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>What a member sees of coupons that were issued to her and of offers that are for her.</summary>
public sealed class OwnOffersTests(RunningServer server)
{
    [Fact]
    public async Task A_coupon_of_hers_shows_its_code_and_until_when_and_is_quiet_once_it_was_used()
    {
        using var her = await Neighbour.JoinsAsync(server);
        var code = (await her.PostAsync("/coupons", new { offer = "thanks", member = her.Id, at = "2026-03-10T09:00:00Z" })).GetProperty("code").GetString()!;
        using var visit = await her.OpensAsync();
        var coupon = Text((await visit.SeeAsync("/my/offers")).QuerySelector("#offers li")!);
        coupon.ShouldStartWith("A thank-youuntil 9 Apr 2026");
        coupon.ShouldContain(code);
        coupon.ShouldContain("€20.00");
        await her.BuyWithAsync("1", "2026-03-11T09:00:00Z", code, Neighbour.Tea("25.00"));
        var page = await visit.SeeAsync("/my/offers");
        page.Body!.TextContent.ShouldNotContain(code);
        Text(page.QuerySelector("#gone li")!).ShouldBe("A thank-youused");
        await her.ReturnAsync("1", "2026-03-12T09:00:00Z");
        (await visit.SeeAsync("/my/offers")).Body!.TextContent.ShouldContain(code);
    }

    [Fact]
    public async Task A_coupon_that_is_over_is_quiet_and_that_of_another_is_not_shown()
    {
        using var her = await Neighbour.JoinsAsync(server);
        using var other = await Neighbour.JoinsAsync(server);
        await her.PostAsync("/coupons", new { offer = "thanks", member = her.Id, at = "2026-01-10T09:00:00Z" });
        using var hers = await her.OpensAsync("fr");
        Text((await hers.SeeAsync("/my/offers")).QuerySelector("#gone li")!).ShouldBe("Un merciterminée le 9 févr. 2026");
        using var theirs = await other.OpensAsync();
        (await theirs.SeeAsync("/my/offers?member=" + her.Id)).Body!.TextContent.ShouldNotContain("A thank-you");
    }

    [Fact]
    public async Task Offers_of_a_membership_are_shown_to_who_holds_it_until_they_are_used_up()
    {
        using var her = await Neighbour.JoinsAsync(server);
        using var other = await Neighbour.JoinsAsync(server);
        await her.PaysAsync();
        using var hers = await her.OpensAsync();
        using var theirs = await other.OpensAsync();
        (await NamesAsync(hers)).ShouldBe(["Free delivery", "Honey day", "Easter"]);
        (await NamesAsync(theirs)).ShouldBe(["Easter"]);
        var page = await hers.SeeAsync("/my/offers");
        Text(page.QuerySelectorAll("#offers li")[2]).ShouldContain("From 1 Apr 2026.");
        Text(page.QuerySelector("#allowances li")!).ShouldContain("25 points");
        Text(page.QuerySelector("#allowances li")!).ShouldContain("Next on 1 Apr 2026.");
        (await theirs.SeeAsync("/my/offers")).QuerySelector("#allowances").ShouldBeNull();
        await her.BuyAsync("1", "2026-03-20T09:00:00Z", new { sku = "HON", category = "honey", quantity = "1", unit_price = "8.00" });
        (await NamesAsync(hers)).ShouldBe(["Free delivery", "Easter"]);
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Visit visit) =>
        [.. (await visit.SeeAsync("/my/offers")).QuerySelectorAll("#offers li strong").Select(s => s.TextContent)];

    private static string Text(IElement element) => Regex.Replace(element.TextContent.Trim(), @"\s+", " ");
}
