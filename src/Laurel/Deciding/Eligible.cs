using System.Globalization;

namespace Laurel.Deciding;

/// <summary>Whether somebody may join, or what is missing.</summary>
internal static class Eligible
{
    public static Refusal? Refuse(Rules rules, EnrolMember enrol)
    {
        if (enrol.IsCard)
            return null;
        if (rules.Definition.Stops <= enrol.At)
            return Refusal.ProgramEnded(rules.Definition.Ends!.Value);
        if (TooYoung(rules.Definition, enrol.Traits) is { } young)
            return young;
        var nothing = new Basket
        {
            Purchase = new Purchase { Id = default, At = enrol.At, Currency = rules.Definition.Currency.Code, Lines = [] },
            Lines = [],
            Local = rules.Calendar.Local(enrol.At),
            Traits = enrol.Traits,
        };
        var unmet = rules.Definition.For.FirstOrDefault(c => !c.Holds(nothing, []));
        return unmet is null ? null : Refusal.NotEligible(unmet.Name);
    }

    private static Refusal? TooYoung(Definition definition, Traits traits)
    {
        if (definition.LeastAge.Count == 0)
            return null;
        var asked = int.TryParse(traits.Attributes.GetValueOrDefault(OfAge.Least), CultureInfo.InvariantCulture, out var said);
        var least = asked ? said : definition.LeastAge.Max(a => a.Value);
        return traits.Attributes.GetValueOrDefault(OfAge.Attribute) switch
        {
            "yes" => null,
            "no" => Refusal.TooYoung(least),
            _ => asked || definition.LeastAge.Any(a => a.Key.Length == 0) ? Refusal.AgeUnknown(least) : null,
        };
    }
}
