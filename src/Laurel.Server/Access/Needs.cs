using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Laurel.Server.Access;

/// <summary>What an endpoint asks of the one who calls it; the authorisation matrix is made from these.</summary>
internal abstract class Needs : IAuthorizationRequirement
{
    public abstract string Word { get; }

    public abstract bool IsMetBy(ClaimsPrincipal caller);
}

/// <summary>A member of staff whose role has the permission.</summary>
internal sealed class NeedsPermission(Permission permission) : Needs
{
    public override string Word => "staff: " + string.Join(' ', Enum.GetValues<Role>().Where(r => r.May(permission)).Select(r => r.Word()));

    public override bool IsMetBy(ClaimsPrincipal caller) => caller.Role() is { } role && role.May(permission);
}

/// <summary>Any member of staff who is signed in.</summary>
internal sealed class NeedsStaff : Needs
{
    public override string Word => "staff: " + string.Join(' ', Enum.GetValues<Role>().Select(r => r.Word()));

    public override bool IsMetBy(ClaimsPrincipal caller) => caller.Role() is not null;
}

/// <summary>A member, who opened her own pages by a link; they are about nobody else.</summary>
internal sealed class NeedsMember : Needs
{
    public override string Word => "member: herself";

    public override bool IsMetBy(ClaimsPrincipal caller) => caller.HasClaim(c => c.Type == Claims.Member);
}

/// <summary>An API key with the scope; <see cref="ApiKeyGate"/> sees to it.</summary>
internal sealed class NeedsScope(Scope scope) : Needs
{
    public override string Word { get; } = "key: " + scope.Word();

    public override bool IsMetBy(ClaimsPrincipal caller) => caller.HasClaim(Claims.Scope, scope.Word());
}

internal sealed class NeedsHandler : AuthorizationHandler<Needs>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Needs requirement)
    {
        if (requirement.IsMetBy(context.User))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

internal static class Needing
{
    public static T Needs<T>(this T endpoint, Permission permission)
        where T : IEndpointConventionBuilder => endpoint.NeedsOf(Schemes.Staff, new NeedsPermission(permission));

    public static T Needs<T>(this T endpoint, Scope scope)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsScope(scope));

    public static T NeedsStaff<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.NeedsOf(Schemes.Staff, new NeedsStaff());

    public static T NeedsMember<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.NeedsOf(Schemes.Member, new NeedsMember());

    private static T NeedsOf<T>(this T endpoint, string scheme, Needs needs)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(needs).RequireAuthorization(new AuthorizationPolicyBuilder(scheme).AddRequirements(needs).Build());
}
