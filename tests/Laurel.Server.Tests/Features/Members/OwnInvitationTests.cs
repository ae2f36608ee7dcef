using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>How a member invites friends, and what she sees of what came of it.</summary>
public sealed class OwnInvitationTests(RunningServer server)
{
    [Fact]
    public async Task Her_code_is_always_the_same_and_its_page_says_what_a_friend_gets_and_nothing_of_her()
    {
        using var her = await Neighbour.JoinsAsync(server, "Zita Oja");
        using var visit = await her.OpensAsync();
        var code = await CodeAsync(visit);
        code.ShouldMatch("^[0-9A-Z]{5}-[0-9A-Z]{5}$");
        (await CodeAsync(visit)).ShouldBe(code);
        var link = new Uri((await visit.SeeAsync("/my/invite")).QuerySelector("#own-invite-link")!.TextContent);
        using var friend = new Visit(server, "nl");
        var page = await friend.SeeAsync(link.AbsolutePath);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Je bent uitgenodigd");
        page.Body!.TextContent.ShouldContain("50 punten");
        page.Body.TextContent.ShouldNotContain("100 punten");
        page.Body.TextContent.ShouldNotContain("Zita");
        page.Body.TextContent.ShouldNotContain(her.Id);
        (await friend.GetAsync(link.AbsolutePath[..^1] + "?")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_invitation_says_how_far_it_is_and_never_who()
    {
        using var her = await Neighbour.JoinsAsync(server);
        using var joined = await Neighbour.JoinsAsync(server, "Friend One", her.Id, "2026-01-02T09:00:00Z");
        using var bought = await Neighbour.JoinsAsync(server, "Friend Two", her.Id, "2026-01-03T09:00:00Z");
        using var fresh = await Neighbour.JoinsAsync(server, "Friend Three", her.Id, "2026-01-04T09:00:00Z");
        using var sorry = await Neighbour.JoinsAsync(server, "Friend Four", her.Id, "2026-01-05T09:00:00Z");
        await bought.BuyAsync("1", "2026-01-10T09:00:00Z", Neighbour.Tea("9.00"));
        await sorry.BuyAsync("1", "2026-01-11T09:00:00Z", Neighbour.Tea("9.00"));
        await sorry.ReturnAsync("1", "2026-01-12T09:00:00Z");
        await fresh.BuyAsync("1", "2026-03-20T09:00:00Z", Neighbour.Tea("9.00"));
        using var visit = await her.OpensAsync();
        var friends = (await visit.SeeAsync("/my/invite")).QuerySelectorAll("#friends li").Select(Text).ToList();
        friends.Count.ShouldBe(4);
        friends[0].ShouldStartWith("A friend, 5 Jan 2026 The purchase was returned");
        friends[1].ShouldBe("A friend, 4 Jan 2026+100 points Has bought. Yours to use from 3 Apr 2026, once the purchase can no longer be returned.");
        friends[2].ShouldBe("A friend, 3 Jan 2026+100 points Has bought. You got your part.");
        friends[3].ShouldStartWith("A friend, 2 Jan 2026 Has joined.");
        foreach (var page in new[] { "/my/invite", "/my/history" })
            (await visit.SeeAsync(page)).Body!.TextContent.ShouldNotContain("Friend T");
    }

    [Fact]
    public async Task Who_was_invited_says_so_once_before_she_buys()
    {
        using var her = await Neighbour.JoinsAsync(server);
        using var friend = await Neighbour.JoinsAsync(server);
        using var hers = await her.OpensAsync();
        using var theirs = await friend.OpensAsync("et");
        var code = await CodeAsync(hers);
        (await theirs.SendAsync("/my/invite", "/my/invite", ("code", "AAAAA-AAAAA"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var own = await theirs.SendAsync("/my/invite", "/my/invite", ("code", await CodeAsync(theirs)));
        (await Visit.ReadAsync(own)).QuerySelector(".callout.bad")!.TextContent.ShouldContain("sinu enda kood");
        var token = (await theirs.SeeAsync("/my/invite")).QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
        foreach (var key in new[] { "1", "1", "2" })
        {
            var said = await theirs.PostAsync("/my/invite", ("key", friend.Id + key), ("code", code.ToLowerInvariant()), ("form-token", token));
            said.StatusCode.ShouldBe(key == "1" ? HttpStatusCode.Redirect : HttpStatusCode.Conflict);
        }
        (await theirs.SeeAsync("/my/invite?done=1")).QuerySelectorAll("#inviter").ShouldBeEmpty();
        (await hers.SeeAsync("/my/invite")).QuerySelectorAll("#friends li").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_friend_who_joins_at_the_counter_is_enrolled_by_her_code()
    {
        using var her = await Neighbour.JoinsAsync(server);
        using var visit = await her.OpensAsync();
        using var cashier = await Visit.SignedInAsync(server, Role.Cashier, NeighboursShop.Organization);
        var wrong = await cashier.SendAsync("/enrol", "/enrol", ("name", "Uus"), ("card", "C" + her.Id), ("invitation", "ABCDE"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Visit.ReadAsync(wrong)).QuerySelector("#field-invitation-error")!.TextContent.ShouldContain("Nobody has this code");
        (await cashier.SendAsync("/enrol", "/enrol", ("name", "Uus"), ("card", "C" + her.Id), ("invitation", await CodeAsync(visit)))).StatusCode.ShouldBeRedirect();
        (await visit.SeeAsync("/my/invite")).QuerySelectorAll("#friends li").Length.ShouldBe(1);
        using var lumiere = await Visit.SignedInAsync(server, Role.Cashier);
        (await lumiere.SeeAsync("/enrol")).QuerySelectorAll("#field-invitation").ShouldBeEmpty();
    }

    private static async Task<string> CodeAsync(Visit visit) => (await visit.SeeAsync("/my/invite")).QuerySelector("#own-invite-code")!.TextContent;

    private static string Text(IElement element) => Regex.Replace(element.TextContent.Trim(), @"\s+", " ");
}
