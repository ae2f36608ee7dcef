namespace Laurel.Server.Http;

/// <summary>
/// Every write names itself by the header <c>Idempotency-Key</c>: the same key and body again get the same answer and no second effect,
/// however much later; the same key with another body is refused.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const string Replayed = "Idempotent-Replayed";

    public static CommandId CommandId(this HttpContext context) => new(context.Request.Headers[Header].ToString());

    public static bool IsDryRun(this HttpContext context) => context.Request.Query["dry_run"] == "true";
}
