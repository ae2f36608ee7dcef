using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Laurel.Server.Tests.Features.Memberships;

/// <summary>A payment provider on the loopback: it remembers what it was asked by idempotency key, and declines the card "pm_empty".</summary>
internal sealed class TestStripe : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly Dictionary<string, string> answers = [];

    private TestStripe(WebApplication server) => this.server = server;

    /// <summary>Declines whatever card it is given.</summary>
    public bool Declines { get; set; }

    public Uri Address => new(server.Urls.First());

    public List<(string Path, Dictionary<string, string> Form)> Asked { get; } = [];

    public static async Task<TestStripe> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stripe = new TestStripe(builder.Build());
        stripe.server.MapPost("/v1/{what}", stripe.AnswerAsync);
        await stripe.server.StartAsync();
        return stripe;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var isDeclined = Declines || form.GetValueOrDefault("payment_method") == "pm_empty";
        if (!answers.TryGetValue(key, out var answer))
        {
            Asked.Add((context.Request.Path, form));
            answer = answers[key] = isDeclined
                ? """{"error": {"code": "card_declined", "decline_code": "insufficient_funds"}}"""
                : $$"""{"id": "pi_{{Asked.Count}}", "status": "succeeded"}""";
        }
        context.Response.StatusCode = isDeclined ? StatusCodes.Status402PaymentRequired : StatusCodes.Status200OK;
        await context.Response.WriteAsync(answer);
    }
}
