using System.Net;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Redemptions;

public sealed class RedemptionsTests(RunningServer server) : IDisposable
{
    private readonly Api api = new(server);

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task A_reservation_is_captured()
    {
        var member = await WithBeansAsync(50);
        var reserved = await api.PostAsync("/programs/lumiere/redemptions", $$"""{"member": "{{member}}", "reward": "espresso"}""");
        reserved.Status.ShouldBe(HttpStatusCode.Created, reserved.Text);
        reserved.String("state").ShouldBe("reserved");
        (await BalanceAsync(member)).ShouldBe((10, 40));
        var captured = await api.PostAsync($"/programs/lumiere/redemptions/{reserved.String("id")}/capture", "{}");
        captured.String("state").ShouldBe("captured");
        captured.Number("entries.0.amount").ShouldBe(-40);
        (await BalanceAsync(member)).ShouldBe((10, 0));
        (await api.GetAsync($"/programs/lumiere/redemptions/{reserved.String("id")}")).String("state").ShouldBe("captured");
    }

    [Fact]
    public async Task A_reservation_is_released()
    {
        var member = await WithBeansAsync(50);
        var reserved = await api.PostAsync("/programs/lumiere/redemptions", $$"""{"member": "{{member}}", "reward": "espresso"}""");
        (await api.PostAsync($"/programs/lumiere/redemptions/{reserved.String("id")}/release", "{}")).String("state").ShouldBe("released");
        (await BalanceAsync(member)).ShouldBe((50, 0));
        (await api.PostAsync($"/programs/lumiere/redemptions/{reserved.String("id")}/capture", "{}"))
            .Problem(HttpStatusCode.Conflict).ShouldBe("redemption-closed");
    }

    [Fact]
    public async Task A_captured_redemption_is_cancelled_with_a_reason()
    {
        var member = await WithBeansAsync(50);
        var used = await api.PostAsync("/programs/lumiere/redemptions", $$"""{"member": "{{member}}", "reward": "espresso", "at_once": true}""");
        used.String("state").ShouldBe("captured");
        var cancel = $"/programs/lumiere/redemptions/{used.String("id")}/cancel";
        (await api.PostAsync(cancel, "{}")).Problem(HttpStatusCode.BadRequest);
        (await api.PostAsync(cancel, """{"reason": "machine broken"}""")).String("state").ShouldBe("cancelled");
        (await BalanceAsync(member)).ShouldBe((50, 0));
    }

    [Fact]
    public async Task What_is_missing_is_told()
    {
        var member = await WithBeansAsync(15);
        var told = await api.PostAsync("/programs/lumiere/redemptions", $$"""{"member": "{{member}}", "reward": "espresso"}""");
        told.Problem(HttpStatusCode.Conflict).ShouldBe("not-enough-units");
        told.Number("missing").ShouldBe(25);
        told.Number("have").ShouldBe(15);
        told.String("unit").ShouldBe("bean");
    }

    [Fact]
    public async Task A_refusal_is_remembered_like_an_effect()
    {
        var member = await WithBeansAsync(15);
        var body = $$"""{"member": "{{member}}", "reward": "espresso"}""";
        await api.PostAsync("/programs/lumiere/redemptions", body, "refused-" + member);
        await api.BuyAsync(member, "richer-" + member, 30m);
        var again = await api.PostAsync("/programs/lumiere/redemptions", body, "refused-" + member);
        again.IsReplayed.ShouldBeTrue();
        again.Problem(HttpStatusCode.Conflict).ShouldBe("not-enough-units");
    }

    [Fact]
    public async Task Twenty_at_once_cannot_spend_the_same_beans()
    {
        var member = await WithBeansAsync(100);
        var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            api.PostAsync("/programs/lumiere/redemptions", $$"""{"member": "{{member}}", "reward": "food-bank"}""")));
        told.Count(t => t.Status == HttpStatusCode.Created).ShouldBe(1);
        (await BalanceAsync(member)).ShouldBe((0, 100));
    }

    private async Task<string> WithBeansAsync(int beans)
    {
        var member = await api.EnrolAsync();
        var gift = $$"""{"unit": "bean", "amount": {{beans}}, "reason": "test"}""";
        (await api.PostAsync($"/programs/lumiere/members/{member}/adjustments", gift)).Status.ShouldBe(HttpStatusCode.Created);
        return member;
    }

    private async Task<(long Available, long Reserved)> BalanceAsync(string member)
    {
        var told = await api.GetAsync($"/programs/lumiere/members/{member}/balances");
        return (told.Number("data.0.available"), told.Number("data.0.reserved"));
    }
}
