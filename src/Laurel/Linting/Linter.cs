using Laurel.Definitions;
using Laurel.Linting.Checks;

namespace Laurel.Linting;

/// <summary>
/// Finds what is wrong with a definition that reads well: money that can be made without end, things nobody can have, words without
/// effect. Nothing is guessed from patterns alone: each fault is played on the real program, and comes with the example that shows it.
/// </summary>
public static class Linter
{
    /// <summary>Looks at a definition.</summary>
    /// <param name="definition">A definition without problems.</param>
    /// <param name="document">As it was written, for the lines; null leaves them 0.</param>
    public static LintReport Of(Definition definition, Node? document)
    {
        var subject = new Subject(definition, document);
        var typical = new TypicalStay(subject);
        return new LintReport(Findings(subject, typical), Simplicity.Of(subject, typical));
    }

    private static IReadOnlyList<Finding> Findings(Subject subject, TypicalStay typical)
    {
        if (!Calendar.IsCountable(subject.Definition.Calendar.Instant(subject.Noon).AddYears(-30)) || !subject.CanBegin)
            return [];
        var heavy = new HeavyCustomer(subject);
        IEnumerable<Finding> found =
        [
            .. new Arbitrage(subject).Run(),
            .. new ReturnRate(subject, typical).Run(),
            .. new Lifetimes(subject, typical).Run(),
            .. new Levels(subject, heavy).Run(),
            .. new Applying(subject).Run(),
            .. new Binding(subject).Run(),
            .. new Affording(subject, heavy).Run(),
            .. new Gaming(subject).Run(),
            .. new Winnings(subject).Run(),
            .. new Doing(subject).Run(),
            .. new Partnership(subject).Run(),
            .. new Rates(subject).Run(),
            .. new Allowing(subject).Run(),
        ];
        return [.. found.OrderByDescending(f => f.Severity).ThenBy(f => f.Line)];
    }
}

/// <summary>What was found in a definition, and how easily it is understood.</summary>
/// <param name="Findings">The worst first and then by line; empty where nothing was found.</param>
/// <param name="Simplicity">Score, and when a typical customer reaches the first reward.</param>
public sealed record LintReport(IReadOnlyList<Finding> Findings, Simplicity Simplicity);
