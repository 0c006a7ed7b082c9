namespace Strategies.Soak.Runs;

/// <summary>One long run. To add one, derive from this and name it in <see cref="SoakRuns"/>.</summary>
public abstract class SoakRun
{
    /// <summary>Its name on the command line, in small letters and hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>
    /// True when it starts processes that share the machine out among themselves: they get all its CPUs, the hot thread's too.
    /// </summary>
    public virtual bool SharesMachineOut => false;

    /// <summary>
    /// Runs it, or goes on with it. Whatever takes long is a step of the context's, so that it is not done again when
    /// the process was killed after it.
    /// </summary>
    /// <param name="context">Folder, options and steps.</param>
    /// <returns>How it ended. An exception that leaves it is a failure.</returns>
    public abstract SoakVerdict Run(SoakContext context);
}
