/** How secrets of the fleet are made, and by which certificate its manager is known. */
package io.freshseal.computers.control;
