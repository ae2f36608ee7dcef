using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>What a member sees of the membership she pays for, and how she ends it.</summary>
public sealed class OwnMembershipTests(RunningServer server)
{
    private const string End = "/my/membership/vip/end";

    [Fact]
    public async Task What_she_paid_stands_beside_what_it_saved_purchase_by_purchase()
    {
        using var her = await PaysAsync();
        await her.BuyAsync("1", "2026-02-01T09:00:00Z", Neighbour.Tea("12.00"), Neighbour.Delivery("4.90"));
        await her.BuyAsync("2", "2026-02-20T09:00:00Z", Neighbour.Tea("9.00"), Neighbour.Delivery("5.10"));
        using var visit = await her.OpensAsync();
        var page = await visit.SeeAsync("/my/membership");
        var card = Text(page.QuerySelector("#membership-0")!);
        card.ShouldContain("You paid €49.00");
        card.ShouldContain("Saved so far €10.00");
        card.ShouldContain("€39.00 more, and it has paid for itself.");
        card.ShouldContain("Paid until 30 Dec 2026. To keep it from 31 Dec 2026 on, pay €49.00 at the counter.");
        page.QuerySelectorAll(".why-parts li .figure").Select(Text).ShouldBe(["€5.10", "€4.90"]);
        card.ShouldContain("Free delivery");
    }

    [Fact]
    public async Task She_reads_what_she_gets_back_and_then_cancels_once()
    {
        using var her = await PaysAsync();
        using var visit = await her.OpensAsync();
        var asked = Text((await visit.SeeAsync(End)).QuerySelector("#question")!);
        asked.ShouldContain("It ends at once.");
        asked.ShouldContain("With it go: Free delivery, New bread a day early.");
        asked.ShouldContain("€38.12 are paid back to you, for 284 unused days.");
        (await her.ReadAsync("/memberships")).GetProperty("data")[0].GetProperty("state").GetString().ShouldBe("running");
        var key = Guid.CreateVersion7().ToString();
        var ended = await visit.SendAsync(End, End, ("key", key));
        ended.Headers.Location!.OriginalString.ShouldBe("/my/membership?done=1");
        var page = await visit.SeeAsync("/my/membership?done=1");
        page.QuerySelector(".callout.good").ShouldNotBeNull();
        Text(page.QuerySelector("#membership-0")!).ShouldContain("It ended on 21 Mar 2026.");
        var form = page.QuerySelector("form input[name=form-token]")!.GetAttribute("value")!;
        var again = await visit.PostAsync(End, ("key", key), ("read", "Cancelled 3812"), ("form-token", form));
        again.Headers.Location!.OriginalString.ShouldBe("/my/membership?done=1");
        (await her.ReadAsync("/memberships")).GetProperty("data")[0].GetProperty("paid").GetProperty("amount").GetInt64().ShouldBe(4900 - 3812);
    }

    [Fact]
    public async Task What_changed_since_she_read_it_is_said_before_anything_is_done()
    {
        using var her = await PaysAsync();
        using var visit = await her.OpensAsync();
        var answer = await visit.SendAsync(End, End, ("read", "Cancelled 4900"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await Visit.ReadAsync(answer);
        page.QuerySelector(".callout.wait")!.TextContent.ShouldContain("Something has changed");
        Text(page.QuerySelector("#question")!).ShouldContain("€38.12");
        (await her.ReadAsync("/memberships")).GetProperty("data")[0].GetProperty("state").GetString().ShouldBe("running");
    }

    [Fact]
    public async Task What_is_over_and_what_never_was_cannot_be_cancelled()
    {
        using var her = await Neighbour.JoinsAsync(server);
        using var visit = await her.OpensAsync("nl");
        foreach (var plan in new[] { "vip", "gold" })
        {
            var answer = await visit.GetAsync($"/my/membership/{plan}/end");
            answer.StatusCode.ShouldBe(HttpStatusCode.Conflict, plan);
            var page = await Visit.ReadAsync(answer);
            page.DocumentElement.GetAttribute("lang").ShouldBe("nl");
            page.QuerySelector(".callout.bad")!.TextContent.ShouldContain(plan == "vip" ? "niets op te zeggen" : "bestaat niet meer");
            page.QuerySelector("#plans").ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Nobody_ends_the_membership_of_another()
    {
        using var her = await PaysAsync();
        using var other = await Neighbour.JoinsAsync(server);
        using var visit = await other.OpensAsync();
        (await visit.SeeAsync("/my/membership?member=" + her.Id)).QuerySelectorAll("#membership-0").ShouldBeEmpty();
        (await visit.GetAsync(End + "?member=" + her.Id)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_the_program_has_not_is_not_shown()
    {
        using var visit = await OwnLinks.OpenAsync(server, "ada");
        (await visit.SeeAsync("/my")).QuerySelectorAll(".own-ways").ShouldBeEmpty();
        foreach (var page in new[] { "/my/membership", "/my/household" })
            (await visit.GetAsync(page)).Headers.Location!.OriginalString.ShouldBe("/my", page);
    }

    private async Task<Neighbour> PaysAsync()
    {
        var her = await Neighbour.JoinsAsync(server);
        await her.PaysAsync();
        return her;
    }

    private static string Text(IElement element) => Regex.Replace(element.TextContent.Trim(), @"\s+", " ");
}
