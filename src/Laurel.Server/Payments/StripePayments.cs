using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Laurel.Server.Payments;

/// <summary>Collects by PaymentIntents, and gives back by Refunds, of Stripe or of anybody who speaks as it does.</summary>
internal sealed class StripePayments : IPayments, IDisposable
{
    private readonly HttpClient http;

    /// <param name="address">Such as https://api.stripe.com.</param>
    /// <param name="key">The secret key.</param>
    public StripePayments(Uri address, string key)
    {
        http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public Task<Charged> ChargeAsync(Charge charge, CancellationToken stop) => AskAsync("/v1/payment_intents", charge.Key, new()
    {
        ["amount"] = charge.Amount.ToString(CultureInfo.InvariantCulture),
        ["currency"] = charge.Currency.ToLowerInvariant(),
        ["payment_method"] = charge.Source,
        ["confirm"] = "true",
        ["off_session"] = "true",
        ["description"] = charge.About,
    }, stop);

    public Task<Charged> RefundAsync(Refund refund, CancellationToken stop) => AskAsync("/v1/refunds", refund.Key, new()
    {
        ["payment_intent"] = refund.Payment,
        ["amount"] = refund.Amount.ToString(CultureInfo.InvariantCulture),
    }, stop);

    public void Dispose() => http.Dispose();

    private async Task<Charged> AskAsync(string path, string key, Dictionary<string, string> form, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var response = await http.SendAsync(request, stop);
            await using var body = await response.Content.ReadAsStreamAsync(stop);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: stop);
            return (int)response.StatusCode >= 500 ? new Charged(null, $"{(int)response.StatusCode}", IsUnavailable: true) : Read(json.RootElement);
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException || (failed is TaskCanceledException && !stop.IsCancellationRequested))
        {
            return new Charged(null, failed.Message, IsUnavailable: true);
        }
    }

    private static Charged Read(JsonElement answer)
    {
        if (answer.TryGetProperty("error", out var error))
            return new Charged(null, Text(error, "decline_code") ?? Text(error, "code") ?? "declined");
        var status = Text(answer, "status");
        return status is "succeeded" or "processing" or "pending" ? new Charged(Text(answer, "id")) : new Charged(null, status ?? "declined");
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
