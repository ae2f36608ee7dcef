using System.Net;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>How fast members' own pages answer one and the same visitor, and how often links may be guessed.</summary>
public sealed class OwnPagesLimitTests
{
    [Fact]
    public async Task Who_guesses_links_or_asks_too_fast_has_to_wait()
    {
        await using var server = await OwnServer.StartAsync();
        using var visit = new Visit(server.Address);
        for (var i = 0; i < SignInThrottle.PerPlace; i++)
            (await visit.GetAsync($"/my/open/nobody/{i}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var refused = await visit.GetAsync("/my/open/nobody/again");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        for (var i = 0; i < KeyLimits.MemberBurst; i++)
            await visit.GetAsync("/my/closed");
        (await visit.GetAsync("/my/closed")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await visit.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
