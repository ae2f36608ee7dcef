namespace Laurel.Server.Http;

/// <summary>
/// Whether a member's birthday is on the day of a command, in its week or its month: worked out here, where her day of birth may be known,
/// and told with the command.
/// </summary>
internal static class Birthdays
{
    public static Command Told(OpenOrganization organization, string program, Command command)
    {
        if (command.About is not { } member || organization.Program(program).At(command.At) is not { HasBirthdays: true } rules)
            return command;
        return command is RecordPurchase or ReserveReward or RecordActivity && organization.People.Born(program, member) is { } born
            ? With(command, Birthday.On(born, rules.Definition.Calendar.Day(command.At), rules.Definition.LeapDay))
            : command;
    }

    /// <summary>The same for another instant, as that of a purchase.</summary>
    public static IReadOnlyList<string> Of(OpenOrganization organization, string program, MemberId member, DateTimeOffset at) =>
        organization.Program(program).At(at) is { HasBirthdays: true } rules && organization.People.Born(program, member) is { } born
            ? Birthday.On(born, rules.Definition.Calendar.Day(at), rules.Definition.LeapDay)
            : [];

    private static Command With(Command command, IReadOnlyList<string> words) => command switch
    {
        _ when words.Count == 0 => command,
        RecordPurchase c => c with { Traits = c.Traits with { Birthday = words } },
        ReserveReward c => c with { Traits = c.Traits with { Birthday = words } },
        RecordActivity c => c with { Traits = c.Traits with { Birthday = words } },
        _ => command,
    };
}
