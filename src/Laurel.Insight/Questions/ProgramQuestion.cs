using Laurel.Insight.Facts;

namespace Laurel.Insight.Questions;

/// <summary>A question about what a program records besides purchases, mostly quarter by quarter. A file of orders is not asked.</summary>
public abstract class ProgramQuestion : Question
{
    public override string Window => "period";

    public override string Maturity => "period";

    public override bool NeedsMembers => true;

    public override bool IsOfProgram => true;

    public override PeriodUnit DefaultStep => PeriodUnit.Quarter;
}

/// <summary>One about what members hold or are: it happens nowhere, so a place says where they joined.</summary>
public abstract class HoldingQuestion : ProgramQuestion
{
    public override Place Place => Place.Joined;
}
