using System.Threading.RateLimiting;
using Laurel.Server.Access;

namespace Laurel.Server.Http;

/// <summary>
/// Keeps one API key from taking the server away from the others, where the operator sets a limit: 429 says when to come back. Without
/// one the queue before the writer is the only limit, and answers 503.
/// </summary>
internal static class KeyLimits
{
    private const int BurstSeconds = 2;

    /// <summary>Members' own pages: so many at once of one session or place, then one a second.</summary>
    public const string MemberPages = "member-pages";
    public const int MemberBurst = 60;

    public static void AddKeyLimits(this IServiceCollection services, ServerOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            options.RequestsPerSecond is { } perSecond && context.User.Role() is null && context.User.Actor() is { Length: > 0 } key
                ? RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = perSecond * BurstSeconds,
                    TokensPerPeriod = perSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    AutoReplenishment = true,
                })
                : RateLimitPartition.GetNoLimiter(""));
        limiter.AddPolicy(MemberPages, context => RateLimitPartition.GetTokenBucketLimiter(
            context.User.Actor() is { Length: > 0 } session ? session : context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = MemberBurst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                AutoReplenishment = true,
            }));
        limiter.OnRejected = (rejected, _) => new ValueTask(new Problem(StatusCodes.Status429TooManyRequests, "too-many-requests")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        }.ExecuteAsync(rejected.HttpContext));
    });
}
