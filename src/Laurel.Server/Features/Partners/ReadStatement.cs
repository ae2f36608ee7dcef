using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Partners;

/// <summary>GET /v1/programs/{program}/partners/{partner}/statement: what a partner owes and is owed.</summary>
internal static class ReadStatement
{
    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/partners/{partner}/statement", ReadAsync)
        .Needs(Scope.Read)
        .Describe("Read a partner's statement", """
            Read off the journal, so that whoever has it comes to the same figures. Without `from` and `to` (instants, the second not included), what
            happened since the partner was last settled with, alone or with all.
            """)
        .Gives<StatementReply>();

    private static async Task<IResult> ReadAsync(
        string program, string partner, OpenOrganization organization, TimeProvider clock, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (organization.Program(program).At(clock.GetUtcNow())?.Definition is not { } definition || definition.Partner(partner) is null)
            return Problem.NotFound("unknown-partner", "partner", partner);
        var ledger = await MoneyLedger.Read(organization.Writer.Reader, program, null, from, to);
        return new JsonAnswer<StatementReply>(
            StatementReply.Of(ledger.Statements.For(partner), definition.Currency), PartnersJson.Default.StatementReply);
    }
}
