namespace Laurel.Server.Ui.Pieces;

/// <summary>How much a button asks for attention; a page has at most one that is primary.</summary>
public enum ButtonKind
{
    Plain,
    Primary,
    Quiet,
    Danger,
}
