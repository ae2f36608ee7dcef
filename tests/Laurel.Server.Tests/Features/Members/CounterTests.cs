using System.Net;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>A counter without a till of its own: enrolling, a purchase and a reward on the pages.</summary>
public sealed class CounterTests(RunningServer server)
{
    /// <summary>Two coffees and a cup; the last line was left empty.</summary>
    private static readonly (string, string)[] Goods =
    [
        ("goods", "coffee"), ("quantity", "2"), ("price", "3.40"), ("goods", "CUP"), ("quantity", "1"), ("price", "12.50"),
        ("goods", ""), ("quantity", "1"), ("price", ""),
    ];

    [Fact]
    public async Task Someone_joins_at_the_counter_once()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        (string, string)[] form = [("key", Guid.CreateVersion7().ToString()), ("phone", "+32 470 55 01 01"), ("name", "Zoë Counter"), ("language", "nl")];
        var first = await visit.SendAsync("/enrol", "/enrol", form);
        first.StatusCode.ShouldBeRedirect();
        (await visit.SendAsync("/enrol", "/enrol", form)).Headers.Location.ShouldBe(first.Headers.Location);
        var page = await visit.SeeAsync(first.Headers.Location!.OriginalString);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Zoë Counter");
        page.QuerySelector(".callout.good")!.TextContent.ShouldContain("Joined");
    }

    [Fact]
    public async Task Who_is_known_already_is_led_to()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var answer = await visit.SendAsync("/enrol", "/enrol", ("email", "ada.peeters@example.com"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Visit.ReadAsync(answer)).QuerySelector(".callout a")!.GetAttribute("href").ShouldBe("/members/ada");
    }

    [Fact]
    public async Task Nobody_joins_without_anything_to_be_recognised_by()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var answer = await visit.SendAsync("/enrol", "/enrol", ("name", "Nobody"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Visit.ReadAsync(answer)).QuerySelector("#field-phone-error")!.TextContent.ShouldContain("phone number");
    }

    [Fact]
    public async Task A_purchase_tells_what_it_earns_before_and_after()
    {
        using var api = new Api(server);
        var member = await api.EnrolAsync();
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var (page, action) = ("/members/" + member, $"/members/{member}/purchase");
        (string, string)[] form = [("key", Guid.CreateVersion7().ToString()), ("amount", "12.50")];
        var told = await Visit.ReadAsync(await visit.SendAsync(page, action, action + "/try", form));
        told.Body!.TextContent.ShouldContain("+12 beans");
        (await api.GetAsync($"/programs/lumiere/members/{member}")).Number("balances.0.pending").ShouldBe(0);
        var first = await visit.SendAsync(page, action, form);
        (await visit.SendAsync(page, action, form)).Headers.Location.ShouldBe(first.Headers.Location);
        (await visit.SeeAsync(first.Headers.Location!.OriginalString)).QuerySelector(".callout.good")!.TextContent
            .ShouldMatch(@"Purchase of €12\.50\. \+12 beans\.(?!.*pur_)");
        (await api.GetAsync($"/programs/lumiere/members/{member}")).Number("purchases").ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1.234")]
    public async Task An_amount_that_cannot_be_paid_is_asked_for_again(string amount)
    {
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var answer = await visit.SendAsync("/members/ada", "/members/ada/purchase", ("amount", amount));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await Visit.ReadAsync(answer);
        page.QuerySelector("#field-paid-error")!.TextContent.ShouldContain("above zero");
        page.QuerySelector("#field-paid")!.GetAttribute("aria-invalid").ShouldBe("true");
        page.QuerySelector("#field-paid")!.GetAttribute("aria-describedby").ShouldBe("field-paid-error");
    }

    [Fact]
    public async Task Goods_told_line_by_line_are_lines_of_the_purchase()
    {
        using var api = new Api(server);
        var (member, receipt) = (await api.EnrolAsync(), "g-" + Guid.NewGuid().ToString("N")[..8]);
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var page = $"/members/{member}?goods=3";
        var told = await visit.SendAsync(page, $"/members/{member}/purchase", [("receipt", receipt), .. Goods]);
        told.StatusCode.ShouldBeRedirect();
        (await visit.SeeAsync(told.Headers.Location!.OriginalString)).QuerySelector(".callout.good")!.TextContent.ShouldContain("€19.30");
        var lines = (await visit.SeeAsync("/purchases/" + receipt)).QuerySelectorAll(".receipt-lines li");
        lines.Length.ShouldBe(2);
        lines[0].TextContent.ShouldContain("coffee");
        lines[1].TextContent.ShouldContain("CUP");
    }

    [Theory]
    [InlineData("quantity", "0")]
    [InlineData("quantity", "many")]
    [InlineData("price", "")]
    [InlineData("price", "1.234")]
    public async Task Goods_that_cannot_be_are_asked_for_again(string field, string typed)
    {
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        (string, string)[] goods = [("goods", "coffee"), ("quantity", field == "quantity" ? typed : "1"), ("price", field == "price" ? typed : "4.20")];
        var answer = await visit.SendAsync("/members/ada?goods=1", "/members/ada/purchase", goods);
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Visit.ReadAsync(answer)).QuerySelector("#sale-goods input[name=goods]")!.GetAttribute("value").ShouldBe("coffee");
    }

    [Fact]
    public async Task A_consent_is_given_by_channel_and_withdrawn_as_easily()
    {
        using var api = new Api(server);
        var member = await api.EnrolAsync();
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var (page, action) = ("/members/" + member, $"/members/{member}/consents");
        (await visit.SendAsync(page, action, ("given", "yes"), ("purpose", "marketing"), ("channel", "email"), ("channel", "sms"))).StatusCode.ShouldBeRedirect();
        var shown = (await visit.SeeAsync(page)).QuerySelectorAll(".consents li");
        shown.Select(c => c.QuerySelector("small")!.TextContent.Split('·')[0].Trim()).ShouldBe(["E-mail", "Text message"], ignoreOrder: true);
        shown[0].TextContent.ShouldContain("since 21 Mar 2026");
        (await visit.SendAsync(page, action, ("given", "no"), ("purpose", "marketing"), ("channel", "sms"))).StatusCode.ShouldBeRedirect();
        (await api.GetAsync($"/programs/lumiere/members/{member}/consents")).String("consents.0.channel").ShouldBe("email");
        (await visit.SendAsync(page, action, ("given", "yes"), ("channel", ""))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_reward_is_handed_over_and_says_what_it_took()
    {
        using var api = new Api(server);
        var member = await api.EnrolAsync();
        await api.PostAsync($"/programs/lumiere/members/{member}/adjustments", """{"unit": "bean", "amount": 50, "reason": "welcome"}""");
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        var answer = await visit.SendAsync("/members/" + member, $"/members/{member}/redeem", ("reward", "espresso"));
        answer.StatusCode.ShouldBeRedirect();
        (await visit.SeeAsync(answer.Headers.Location!.OriginalString)).QuerySelector(".callout.good")!.TextContent.ShouldContain("40 beans");
        (await api.GetAsync($"/programs/lumiere/members/{member}")).Number("balances.0.available").ShouldBe(10);
    }

    [Theory]
    [InlineData("en", "10 beans will be lost after 31 Mar 2026: 10 days left.")]
    [InlineData("fr", "10 grains seront perdus après le 31 mars 2026")]
    [InlineData("nl", "10 bonen gaan na 31 mrt 2026 verloren: nog 10 dagen.")]
    [InlineData("et", "jäänud 10 päeva")]
    public async Task Who_serves_is_warned_of_what_ends_soon(string language, string warning)
    {
        using var api = new Api(server);
        var member = await api.EnrolAsync();
        await api.BuyAsync(member, "soon-" + language, 10, at: "2025-03-10T09:00:00Z");
        using var visit = await Visit.SignedInAsync(server, Role.Cashier, language: language);
        (await visit.SeeAsync("/members/" + member)).QuerySelector("#balance .callout")!.TextContent.ShouldContain(warning);
    }

    [Fact]
    public async Task Who_has_nothing_that_ends_soon_is_not_warned()
    {
        using var api = new Api(server);
        var member = await api.EnrolAsync();
        await api.BuyAsync(member, "late-end", 10);
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        (await visit.SeeAsync("/members/" + member)).QuerySelector("#balance .callout").ShouldBeNull();
    }

    [Fact]
    public async Task An_auditor_sees_members_and_serves_nobody()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Auditor);
        (await visit.GetAsync("/enrol")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await visit.SeeAsync("/members/ada")).QuerySelector("#sale").ShouldBeNull();
    }
}
