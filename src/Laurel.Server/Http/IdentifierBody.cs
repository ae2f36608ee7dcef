using Laurel.Server.Privacy;

namespace Laurel.Server.Http;

/// <summary>By what a person is known: <c>{"type": "phone", "value": "+32 470 12 34 56"}</c>; phone, email, card or external.</summary>
public sealed record IdentifierBody(string? Type, string? Value)
{
    internal Identifier? Read(Intake intake, string path)
    {
        if (Identifier.TryParseKind(Type) is not { } kind)
        {
            intake.Wrong(path + ".type", "choice", ("choices", "phone, email, card, external"));
            return null;
        }
        if (Identifier.TryParse(kind, Value) is { } identifier)
            return identifier;
        intake.Wrong(path + ".value", "identifier", ("kind", kind.Word()));
        return null;
    }
}
